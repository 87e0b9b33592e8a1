import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import { authorisationStanding } from '@rollcall/core/sync/authorisation.ts';
import type { ConnectionView } from '@rollcall/core/sync/contract.ts';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import type { useConnect } from './use-connect.ts';

type ConnectionWarningsProps = {
  readonly connection: ConnectionView;
  readonly connect: ReturnType<typeof useConnect>;
  readonly onRun: (runId: RunId) => void;
};

/** What about a connection needs somebody: its authorisation, removals that wait, a sync that did not work. */
export function ConnectionWarnings({ connection, connect, onRun }: ConnectionWarningsProps) {
  const t = useTranslations('sync');
  const { heldBack } = connection;
  return (
    <>
      <Authorisation connection={connection} connect={connect} />
      {heldBack !== null && (
        <Notice
          tone="warning"
          title={t('held.title', { count: heldBack.people })}
          actions={
            <Button size="small" onClick={() => onRun(heldBack.runId)}>
              {t('held.look')}
            </Button>
          }
        >
          {t('held.text')}
        </Notice>
      )}
      <Problem connection={connection} />
    </>
  );
}

function Authorisation({ connection, connect }: Omit<ConnectionWarningsProps, 'onRun'>) {
  const t = useTranslations('sync');
  const { dateTime } = useFormatter();
  const now = useNow();
  const { state, lapsesAt } = connection;
  const standing = authorisationStanding(new Date(lapsesAt), now);
  if (state === 'active' && standing.kind === 'fine') return null;
  const over = state === 'ended' || standing.kind === 'lapsed';
  const title =
    state === 'ended'
      ? t('warn.ended')
      : standing.kind === 'lapses_soon'
        ? t('warn.lapsesSoon', { count: standing.daysLeft })
        : t('warn.lapsed');
  return (
    <Notice
      tone={over || (standing.kind === 'lapses_soon' && standing.within === 3) ? 'error' : 'warning'}
      title={title}
      actions={
        <Button size="small" variant="primary" busy={connect.isPending} onClick={connect.begin}>
          {t('card.renew')}
        </Button>
      }
    >
      {over
        ? t('warn.endedText')
        : t('warn.lapsesSoonText', { day: dateTime(new Date(lapsesAt), { dateStyle: 'long' }) })}
    </Notice>
  );
}

/** Why the last sync did not work. What is wrong with the authorisation is said above it. */
function Problem({ connection }: Pick<ConnectionWarningsProps, 'connection'>) {
  const t = useTranslations('sync');
  const { dateTime } = useFormatter();
  const { lastProblem, accountEmail } = connection;
  if (lastProblem === null || lastProblem.problem === 'authorisation_ended') return null;
  const { problem, at } = lastProblem;
  const time = dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Notice tone="warning" title={t('problemTitle')}>
      {t('problemAt', { day: time })}{' '}
      {t('problemText', {
        what: t(`problem.${problem}.what`),
        do: t(`problem.${problem}.do`, { account: accountEmail }),
      })}
    </Notice>
  );
}
