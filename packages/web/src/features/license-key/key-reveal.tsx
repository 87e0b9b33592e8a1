import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';

type KeyRevealProps = { readonly licenseId: LicenseId; readonly keyVersion: number };

const hidden = '••••-••••-••••-••••-••••';

/** The key, hidden until asked for. It is fetched then, kept by no cache, and gone with the page. */
export function KeyReveal({ licenseId, keyVersion }: KeyRevealProps) {
  const t = useTranslations('key');
  const [open, setOpen] = useState(false);
  const {
    mutate: read,
    reset: forget,
    data,
    error,
    isPending,
  } = api.license.readKey.useMutation({ gcTime: 0 });

  // Another version of the key is another key to read.
  useEffect(() => {
    if (open) read({ licenseId });
  }, [open, keyVersion, licenseId, read]);

  const toggle = () => {
    if (open) forget();
    setOpen(!open);
  };
  const key = open ? data?.key : undefined;
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium text-sm" id="license-key-label">
        {t('label')}
      </p>
      {key === null ? (
        <p className="text-muted text-sm">{t('none')}</p>
      ) : (
        <output
          aria-labelledby="license-key-label"
          className="rounded-md border border-line bg-sunken px-3 py-2.5 font-mono text-base tracking-wide"
        >
          {key ?? (
            <>
              <span aria-hidden="true" className="text-muted">
                {hidden}
              </span>
              <span className="sr-only">{t('hidden')}</span>
            </>
          )}
        </output>
      )}
      <CallProblem title={t('showFailed')} error={open ? error : null} />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          busy={isPending && key === undefined}
          icon={open ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          onClick={toggle}
        >
          {t(open ? 'hide' : 'show')}
        </Button>
        {key && <CopyButton value={key} label={t('copy')} />}
      </div>
    </div>
  );
}
