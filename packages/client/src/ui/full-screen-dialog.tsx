import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { PlainIconButton } from './plain-icon-button.tsx';
import { useReturnFocus } from './use-return-focus.ts';

type FullScreenDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
};

/** One thing over the whole screen, for people who look at it from across a room. Escape and the cross lead back. */
export function FullScreenDialog({ open, onOpenChange, title, children }: FullScreenDialogProps) {
  const t = useTranslations('ui');
  const returnFocus = useReturnFocus();
  useFullScreen(open, () => onOpenChange(false));
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed inset-0 z-40 flex flex-col overflow-y-auto bg-surface text-ink outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in"
        >
          <header className="flex items-center gap-4 px-5 pt-4 sm:px-8 sm:pt-6">
            <Primitive.Title className="min-w-0 flex-1 font-semibold text-2xl sm:text-3xl">
              {title}
            </Primitive.Title>
            <Primitive.Close asChild>
              <PlainIconButton label={t('close')} icon={<X />} />
            </Primitive.Close>
          </header>
          <div className="flex min-h-0 flex-1 flex-col px-5 py-4 sm:px-8 sm:py-6">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The browser's own full screen as well, where it allows that: the page fills its window in any case. */
function useFullScreen(open: boolean, onLeft: () => void): void {
  useEffect(() => {
    if (!open || !document.fullscreenEnabled) return;
    void document.documentElement.requestFullscreen().catch(() => {});
    return () => {
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => {});
    };
  }, [open]);
  useEffect(() => {
    if (!open) return;
    // Escape leaves the browser's full screen and reaches no page.
    const changed = () => document.fullscreenElement === null && onLeft();
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, [open, onLeft]);
}
