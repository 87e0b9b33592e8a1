import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { useTranslations } from 'use-intl';
import { buttonClasses } from './button-classes.ts';
import { toastsAreReady } from './toast.ts';
import { useMediaQuery } from './use-media-query.ts';

/** Where toasts appear; put it once into the app, on the side where it covers less that one operates. */
export function ToastHost({ side = 'right' }: { side?: 'left' | 'right' }) {
  const t = useTranslations('ui');
  // At the bottom of a phone they would cover the buttons of a sheet.
  const onPhone = useMediaQuery('(width < 40rem)');
  useEffect(() => toastsAreReady(toast), []);
  return (
    <Toaster
      position={onPhone ? 'top-center' : `bottom-${side}`}
      closeButton
      // In a pile the buttons of those behind could not be hit.
      expand
      containerAriaLabel={t('notifications')}
      icons={{
        success: <CircleCheck aria-hidden="true" className="size-5 text-positive" />,
        info: <Info aria-hidden="true" className="size-5 text-accent-ink" />,
        warning: <TriangleAlert aria-hidden="true" className="size-5 text-warning" />,
        error: <CircleAlert aria-hidden="true" className="size-5 text-negative" />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('dismiss'),
        classNames: {
          toast:
            'flex items-start sm:w-(--width) gap-3 rounded-lg border border-line bg-overlay py-3.5 pr-11 pl-4 text-ink text-sm shadow-overlay',
          icon: 'mt-px shrink-0',
          content: 'flex min-w-0 flex-1 flex-col gap-0.5',
          title: 'font-medium',
          description: 'text-muted',
          actionButton: buttonClasses({ size: 'small' }),
          closeButton:
            'absolute top-2.5 right-2.5 grid size-7 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink [&_svg]:size-4',
        },
      }}
    />
  );
}
