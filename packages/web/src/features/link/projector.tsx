import { FullScreenDialog } from '@rollcall/client/ui/full-screen-dialog.tsx';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { useTranslations } from 'use-intl';
import { LinkText } from './link-text.tsx';
import { QrPicture } from './qr-picture.tsx';

type ProjectorProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly url: string;
  readonly license: string;
  readonly view: LinkView;
};

/** The link for a whole room: a picture, the address to type, and how many have come. Nobody's name is on it. */
export function Projector({ open, onOpenChange, url, license, view }: ProjectorProps) {
  const t = useTranslations('link');
  return (
    <FullScreenDialog open={open} onOpenChange={onOpenChange} title={license}>
      {view.hindrance === null ? (
        <div className="grid min-h-0 flex-1 items-center gap-6 lg:grid-cols-[auto_minmax(0,1fr)] lg:gap-12">
          <QrPicture
            text={url}
            label={t('code.picture')}
            className="mx-auto aspect-square w-full max-w-[min(100%,72vh)] rounded-lg lg:w-[72vh] lg:max-w-[50vw]"
          />
          <div className="flex flex-col gap-4 text-center lg:text-left">
            <p className="text-balance font-semibold text-2xl sm:text-4xl">{t('projector.open')}</p>
            <p className="wrap-anywhere font-mono text-xl sm:text-3xl">
              <LinkText url={url.replace(/^https?:\/\//, '')} />
            </p>
            <p className="text-xl sm:text-2xl">{t('projector.steps')}</p>
            <p className="font-semibold text-2xl tabular-nums sm:text-4xl">
              {t('projector.joined', { count: view.uses })}
            </p>
          </div>
        </div>
      ) : (
        <p className="m-auto font-semibold text-4xl">{t('projector.over')}</p>
      )}
    </FullScreenDialog>
  );
}
