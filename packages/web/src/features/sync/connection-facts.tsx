import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { authorisationStanding } from '@rollcall/core/sync/authorisation.ts';
import type { ConnectionView, SyncStanding } from '@rollcall/core/sync/contract.ts';
import type { ReactNode } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { useTimeAgo } from '../../lib/use-time-ago.ts';
import { isAuthorised, pauseStanding } from './connection-health.ts';
import { dayOf } from './pause-dialog.tsx';
import { ScopeList } from './scope-list.tsx';

type ConnectionFactsProps = {
  readonly standing: SyncStanding;
  readonly connection: ConnectionView;
  readonly onRun: (runId: RunId) => void;
};

/** As whom the other system is read, what that allows and until when, the last sync that went well, and the next. */
export function ConnectionFacts({ standing, connection, onRun }: ConnectionFactsProps) {
  const t = useTranslations('sync.card');
  const { dateTime } = useFormatter();
  const ago = useTimeAgo();
  const now = useNow({ updateInterval: 60_000 });
  const day = (at: string) => dateTime(new Date(at), { dateStyle: 'medium' });
  const lapse = authorisationStanding(new Date(connection.lapsesAt), now);
  const { lastGoodAt, running } = connection;
  return (
    <dl className="flex flex-col gap-3.5 text-sm">
      <Fact term={t('account')}>
        <bdi className="font-medium wrap-anywhere">{connection.accountEmail}</bdi>
      </Fact>
      <Fact term={t('lastGood')}>
        {lastGoodAt === null ? (
          t('never')
        ) : (
          <>
            {ago(lastGoodAt)}
            <span className="block text-muted">
              {dateTime(new Date(lastGoodAt), { dateStyle: 'medium', timeStyle: 'short' })}
            </span>
          </>
        )}
      </Fact>
      <Fact term={t('next')}>
        {running === null ? (
          <NextSync standing={standing} connection={connection} now={now} />
        ) : (
          <span className="flex flex-wrap gap-x-3">
            {t('running')}
            <button type="button" className={textLinkClasses} onClick={() => onRun(running)}>
              {t('watch')}
            </button>
          </span>
        )}
      </Fact>
      <Fact term={t('authorised')}>
        {t('authorisedText', { day: day(connection.authorisedAt), name: connection.connectedBy })}
        <span className="block text-muted">
          {t('lapses', { day: day(connection.lapsesAt) })}
          {lapse.kind === 'lapses_soon' && ` · ${t('lapsesIn', { count: lapse.daysLeft })}`}
        </span>
      </Fact>
      <Fact term={`${t('reads')} (${t('readOnly')})`}>
        <ScopeList scopes={connection.scopes} />
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

type NextSyncProps = Pick<ConnectionFactsProps, 'standing' | 'connection'> & { readonly now: Date };

/** When the next sync begins by itself, or why there is none. */
function NextSync({ standing, connection, now }: NextSyncProps) {
  const t = useTranslations('sync.card');
  const { dateTime } = useFormatter();
  const { nextAt, timeZone, pause, savedAt } = connection;
  if (!isAuthorised(connection, now)) return t('nextNone.ended');
  if (savedAt === null) return t('nextNone.not_saved');
  if (standing.hindrance !== null) return t('nextNone.rests');
  if (pause !== null && pauseStanding(connection, now) === 'now') {
    return t('nextNone.paused', {
      day: dateTime(dayOf(pause.until), { dateStyle: 'medium', timeZone: 'UTC' }),
    });
  }
  if (nextAt === null) return t('nextNone.rests');
  const time = dateTime(new Date(nextAt), { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return t('nextText', { time, zone: timeZone.replaceAll('_', ' ') });
}
