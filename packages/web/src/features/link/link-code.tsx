import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { Projector as ProjectorIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { LinkText } from './link-text.tsx';
import { Projector } from './projector.tsx';
import { QrPicture } from './qr-picture.tsx';
import { RotateLink } from './rotate-link.tsx';

type LinkCodeProps = {
  readonly license: LicenseView;
  readonly view: LinkView;
  /** Changes whenever the link does: it is then read again. */
  readonly version: number;
};

/** The open link: as a picture, to be copied, and large for a projector. It is kept by no cache, and gone with the page. */
export function LinkCode({ license, view, version }: LinkCodeProps) {
  const t = useTranslations('link.code');
  const [large, setLarge] = useState(false);
  const { mutate: read, data, error } = api.link.readCode.useMutation({ gcTime: 0 });
  useEffect(() => {
    // Another version of the link is another one to read.
    if (version >= 0) read({ licenseId: license.id });
  }, [read, license.id, version]);
  const url = data?.url;
  return (
    <div className="flex flex-col gap-4">
      <CallProblem title={t('failed')} error={error} />
      {url === undefined ? (
        <Skeleton className="mx-auto aspect-square w-full max-w-60 rounded-md" />
      ) : (
        <>
          <button
            type="button"
            onClick={() => setLarge(true)}
            aria-label={t('show')}
            className="mx-auto w-full max-w-60 cursor-zoom-in overflow-hidden rounded-md border border-line"
          >
            <QrPicture text={url} label={t('picture')} />
          </button>
          <p className="wrap-anywhere rounded-md border border-line bg-sunken px-3 py-2 text-center font-mono text-sm">
            <LinkText url={url} />
          </p>
          <div className="flex flex-wrap justify-center gap-2">
            <Button size="small" icon={<ProjectorIcon aria-hidden="true" />} onClick={() => setLarge(true)}>
              {t('show')}
            </Button>
            <CopyButton value={url} label={t('copy')} />
          </div>
          <RotateLink licenseId={license.id} />
          <Projector open={large} onOpenChange={setLarge} url={url} license={license.name} view={view} />
        </>
      )}
    </div>
  );
}
