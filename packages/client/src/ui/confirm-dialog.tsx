import { AlertDialog as Primitive } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { dialogFooter, dialogFrame, dialogScrim } from './dialog-classes.ts';
import { useReturnFocus } from './use-return-focus.ts';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, in plain words. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'primary';
  busy?: boolean;
  /** The dialog stays open until the owner closes it, so that a refusal can be shown in it. */
  onConfirm: () => void;
  /** What gets the focus when what had it before is gone by then, as after a removal. */
  neighbour?: () => Element | null;
  children?: ReactNode;
};

/** Asks before something that cannot be taken back. The focus starts on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, cancelLabel, onConfirm, children } = props;
  const { tone = 'danger', busy = false } = props;
  const t = useTranslations('ui');
  const cancel = useRef<HTMLButtonElement>(null);
  const returnFocus = useReturnFocus(cancel, props.neighbour);
  return (
    <Primitive.Root open={open} onOpenChange={(next) => (next || !busy) && onOpenChange(next)}>
      <Primitive.Portal>
        <Primitive.Overlay className={dialogScrim} />
        <Primitive.Content {...returnFocus} className={classNames(dialogFrame, 'sm:max-w-sm')}>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-5 pb-5 sm:px-6">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            <Primitive.Description className="mt-1.5 text-pretty text-muted">
              {description}
            </Primitive.Description>
            {children && <div className="mt-4">{children}</div>}
          </div>
          <footer className={dialogFooter}>
            <Primitive.Cancel asChild>
              <Button ref={cancel} disabled={busy}>
                {cancelLabel ?? t('cancel')}
              </Button>
            </Primitive.Cancel>
            <Button variant={tone} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
