import { Button } from '@rollcall/client/ui/button.tsx';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useTimeAgo } from '../../lib/use-time-ago.ts';
import { CopyValues } from './copy-values.tsx';

type PlatformFactsProps = { readonly platform: PlatformView };

/** When it was last opened, who added it, and, for whoever asks, the values of its registration. */
export function PlatformFacts({ platform }: PlatformFactsProps) {
  const t = useTranslations('lms');
  const { dateTime } = useFormatter();
  const ago = useTimeAgo();
  const [shown, setShown] = useState(false);
  const { lastLaunchAt, addedAt, addedBy, registered } = platform;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <dl className="grid grid-cols-1 gap-x-6 gap-y-3 sm:grid-cols-3">
        {registered !== null && (
          <Fact term={t('facts.lastOpened')}>
            {lastLaunchAt === null ? t('facts.never') : ago(lastLaunchAt)}
          </Fact>
        )}
        {registered !== null && <Fact term={t('facts.how')}>{t(`facts.${registered.how}`)}</Fact>}
        <Fact term={t('facts.added')}>
          {t('facts.addedBy', {
            day: dateTime(new Date(addedAt), { dateStyle: 'medium' }),
            name: addedBy,
          })}
        </Fact>
      </dl>
      {registered !== null && (
        <Button
          size="small"
          className="self-start"
          aria-expanded={shown}
          onClick={() => setShown((before) => !before)}
        >
          {t(shown ? 'technical.hide' : 'technical.show')}
        </Button>
      )}
      {registered !== null && shown && <Technical platform={platform} registered={registered} />}
    </div>
  );
}

type TechnicalProps = PlatformFactsProps & { readonly registered: NonNullable<PlatformView['registered']> };

function Technical({ platform: { name, tool }, registered }: TechnicalProps) {
  const t = useTranslations('lms');
  const theirs = ['issuer', 'clientId', 'authorisationUrl', 'tokenUrl', 'keysUrl'] as const;
  const ours = ['loginUrl', 'launchUrl', 'keysUrl'] as const;
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      <section className="flex flex-col gap-2">
        <h4 className="font-medium">{t('technical.theirs', { name })}</h4>
        <CopyValues values={theirs.map((key) => ({ term: t(`technical.${key}`), value: registered[key] }))} />
      </section>
      <section className="flex flex-col gap-2">
        <h4 className="font-medium">{t('technical.ours', { name })}</h4>
        <CopyValues values={ours.map((key) => ({ term: t(`byHand.${key}`), value: tool[key] }))} />
      </section>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="mt-0.5 wrap-anywhere">{children}</dd>
    </div>
  );
}
