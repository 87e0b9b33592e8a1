import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody } from '@rollcall/client/ui/card.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { googleScopes, type SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { ScopeList } from './scope-list.tsx';
import { useConnect } from './use-connect.ts';

type ConnectStepProps = { readonly licenseId: LicenseId; readonly source: SyncSource };

/** Nothing is connected: what connecting is for, who has to do it, what will be read, and the way to Google. */
export function ConnectStep({ licenseId, source }: ConnectStepProps) {
  const t = useTranslations('sync.begin');
  const connect = useConnect(licenseId, source);
  return (
    <Card aria-labelledby="connect" className="max-w-lg">
      <CardBody className="flex flex-col gap-6">
        <div className="flex max-w-prose flex-col gap-2">
          <h3 id="connect" className="font-semibold text-lg">
            {t(`heading.${source}`)}
          </h3>
          <p>{t(`what.${source}`)}</p>
        </div>
        <Part title={t('who')}>
          <p>{t(`whoText.${source}`)}</p>
        </Part>
        <Part title={t('reads')}>
          <ScopeList scopes={googleScopes[source]} />
          <p className="flex items-start gap-2 font-medium text-positive-ink">
            <ShieldCheck aria-hidden="true" className="mt-0.5 size-4.5 shrink-0" />
            {t('readOnly')}
          </p>
        </Part>
        <CallProblem title={t('failed')} error={connect.error} />
        <div className="flex flex-col items-start gap-3 border-line border-t pt-5">
          <p className="max-w-prose text-muted text-sm">{t('next')}</p>
          <Button variant="primary" size="large" busy={connect.isPending} onClick={connect.begin}>
            {t('button')}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex max-w-prose flex-col gap-2">
      <h4 className="font-semibold">{title}</h4>
      {children}
    </section>
  );
}
