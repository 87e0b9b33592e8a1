import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardFooter, CardHeader } from '@rollcall/client/ui/card.tsx';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { DomainBadge } from './domain-badge.tsx';
import { DomainFacts } from './domain-facts.tsx';
import { DomainRecord } from './domain-record.tsx';
import { useDomainCommands } from './use-domain-commands.ts';

type DomainCardProps = { readonly domain: DomainView; readonly sandboxUrl: string | null };

/** One domain: how it stands, what to do about that, and what is known of it. */
export function DomainCard({ domain, sandboxUrl }: DomainCardProps) {
  const t = useTranslations('domains');
  const commands = useDomainCommands(domain);
  const { checking } = commands;
  const [showsRecord, setShowsRecord] = useState(false);
  const { id, name, state, proof } = domain;
  const needsRecord = proof === 'dns' && (state !== 'verified' || domain.failingSince !== null);
  const answered = checking.data?.lastAnswer;
  return (
    <Card aria-labelledby={`domain-${id}`}>
      <CardHeader
        level={3}
        titleId={`domain-${id}`}
        title={<bdi className="wrap-anywhere">{name}</bdi>}
        actions={<DomainBadge state={state} />}
      />
      <CardBody className="flex flex-col gap-5">
        <Warning domain={domain} />
        <CallProblem changes title={t('checkFailed', { domain: name })} error={checking.error} />
        {(answered === 'missing' || answered === 'no_answer') && (
          <Notice tone="warning" role="status" title={t(`checked.${answered}`, { domain: name })} />
        )}
        {(needsRecord || showsRecord) && <DomainRecord domain={domain} sandboxUrl={sandboxUrl} />}
        <DomainFacts domain={domain} />
      </CardBody>
      {proof === 'dns' && (
        <CardFooter>
          {state === 'waiting' && <RemoveDomain domain={domain} commands={commands} />}
          {!needsRecord && (
            <Button variant="quiet" aria-expanded={showsRecord} onClick={() => setShowsRecord(!showsRecord)}>
              {t(showsRecord ? 'record.hide' : 'record.show')}
            </Button>
          )}
          <Button
            variant={state === 'verified' ? 'secondary' : 'primary'}
            aria-label={t('checkOne', { domain: name })}
            busy={checking.isPending}
            onClick={commands.check}
          >
            {t('check')}
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

/** The record is missing, for some days or for too long. */
function Warning({ domain }: { readonly domain: DomainView }) {
  const t = useTranslations('domains');
  const { dateTime } = useFormatter();
  const day = (instant: string) => dateTime(new Date(instant), { dateStyle: 'long' });
  const { failingSince, lostAt, givenUpAt } = domain;
  if (lostAt !== null && givenUpAt !== null)
    return (
      <Notice tone="warning" title={t('lost.title')}>
        {t('lost.text', { since: day(lostAt), day: day(givenUpAt) })}
      </Notice>
    );
  if (failingSince === null) return null;
  return (
    <Notice tone="warning" title={t('failing.title')}>
      {t('failing.text', { since: day(failingSince) })}
    </Notice>
  );
}

type RemoveDomainProps = {
  readonly domain: DomainView;
  readonly commands: ReturnType<typeof useDomainCommands>;
};

function RemoveDomain({ domain: { name: domain }, commands }: RemoveDomainProps) {
  const t = useTranslations('domains');
  const [asks, setAsks] = useState(false);
  const { removing } = commands;
  return (
    <>
      <Button variant="quiet" aria-label={t('removeOne', { domain })} onClick={() => setAsks(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('removeTitle', { domain })}
        description={t('removeText')}
        confirmLabel={t('removeConfirm')}
        busy={removing.isPending}
        onConfirm={commands.remove}
      >
        {removing.error !== null && (
          <CallProblem changes title={t('removeFailed', { domain })} error={removing.error} />
        )}
      </ConfirmDialog>
    </>
  );
}
