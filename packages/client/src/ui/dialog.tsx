import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import {
  dialogCornerFrame,
  dialogFooter,
  dialogFrame,
  dialogScrim,
  dialogSideFrame,
} from './dialog-classes.ts';
import { PlainIconButton } from './plain-icon-button.tsx';
import { useBesideFocus, useReturnFocus } from './use-return-focus.ts';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; the way forward comes last. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  /** False while something is under way that must not be walked out of. */
  dismissible?: boolean;
  /** False where a click beside it must not close it: closing has a consequence of its own. */
  outsideCloses?: boolean;
  /**
   * Stands in the corner beside a page that can still be used, takes no focus and closes on Escape only from within:
   * for what comes by itself while somebody types.
   */
  beside?: boolean;
  /** A sheet at the side over the whole height, for what is long and belongs to one thing of the page. */
  side?: boolean;
  /** What has the focus first, when it is not the first thing that can have it. */
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
};

const sizes = { small: 'sm:max-w-sm', medium: 'sm:max-w-md', large: 'sm:max-w-lg' } as const;

/** A task in front of the page: a sheet from below on a phone. The focus goes in, stays in, and comes back. */
export function Dialog(props: DialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    footer,
    size = 'medium',
    dismissible = true,
    outsideCloses = true,
    beside = false,
    side = false,
    children,
  } = props;
  const t = useTranslations('ui');
  const content = useRef<HTMLDivElement>(null);
  const returnFocus = useReturnFocus(props.initialFocus);
  const besideFocus = useBesideFocus(content);
  const stayOnEscape = (event: Event) => {
    const elsewhere = beside && !content.current?.contains(document.activeElement);
    if (!dismissible || elsewhere) event.preventDefault();
  };
  const stayOnOutside = (event: Event) => {
    if (!dismissible || !outsideCloses || beside) event.preventDefault();
  };
  return (
    <Primitive.Root
      open={open}
      modal={!beside}
      onOpenChange={(next) => (next || dismissible) && onOpenChange(next)}
    >
      <Primitive.Portal>
        <Primitive.Overlay className={dialogScrim} />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...(beside ? besideFocus : returnFocus)}
          ref={content}
          onEscapeKeyDown={stayOnEscape}
          onInteractOutside={stayOnOutside}
          className={
            side ? dialogSideFrame : classNames(beside ? dialogCornerFrame : dialogFrame, sizes[size])
          }
        >
          <div className="flex items-start gap-3 px-5 pt-5 pb-1 sm:px-6">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="font-semibold text-xl">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="mt-1 text-pretty text-muted">
                  {description}
                </Primitive.Description>
              )}
            </div>
            {dismissible && (
              <Primitive.Close asChild>
                <PlainIconButton label={t('close')} icon={<X />} className="-mt-1 -mr-2" />
              </Primitive.Close>
            )}
          </div>
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 sm:px-6">{children}</div>}
          {footer && <div className={dialogFooter}>{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
