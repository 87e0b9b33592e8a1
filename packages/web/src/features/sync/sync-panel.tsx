import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { ConnectionView, ConnectResult, SyncStanding } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { ReactNode } from 'react';
import { useNow, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useSync } from '../../live/use-sync.ts';
import { CameBack } from './came-back.tsx';
import { ClassChooser } from './class-chooser.tsx';
import { ConnectStep } from './connect-step.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { isAuthorised } from './connection-health.ts';
import { ConnectionWarnings } from './connection-warnings.tsx';
import { NotSeated } from './not-seated.tsx';
import { OuChooser } from './ou-chooser.tsx';
import { PauseNotice } from './pause-notice.tsx';
import { useConnect } from './use-connect.ts';
import { usePause } from './use-pause.ts';

type SyncPanelProps = {
  readonly license: LicenseView;
  readonly source: SyncSource;
  /** How it went at Google, right after coming back from there. */
  readonly came: ConnectResult | null;
  readonly onCameRead: () => void;
  /** A run has been begun or is asked for: show it. */
  readonly onRun: (runId: RunId) => void;
};

/** A method that follows another system: connecting it, choosing what is followed, and how it goes. */
export function SyncPanel(props: SyncPanelProps) {
  const { license, source, came, onCameRead } = props;
  const t = useTranslations('sync');
  const reading = useSync(license, source);
  const standing = reading.data;
  if (standing === undefined) {
    if (reading.isError) return <QueryFailure title={t('failed')} query={reading} level={3} />;
    return (
      <div role="status">
        <VisuallyHidden>{t('loading')}</VisuallyHidden>
        <Skeleton className="h-80 rounded-lg" />
      </div>
    );
  }
  const { connection, hindrance } = standing;
  return (
    <div className="flex flex-col gap-4">
      {came !== null && stillHolds(came, connection) && (
        <CameBack
          result={came}
          source={source}
          renewed={connection !== null && wasRenewed(connection)}
          onDismiss={onCameRead}
        />
      )}
      <CallProblem title={t('outOfDate')} error={reading.isRefetchError ? reading.error : null} />
      {hindrance !== null && <Hindered hindrance={hindrance} rests={connection !== null} />}
      {connection !== null ? (
        <Connected {...props} standing={standing} connection={connection} />
      ) : (
        hindrance === null && <ConnectStep licenseId={license.id} source={source} />
      )}
    </div>
  );
}

/** Whether something was followed before the authorisation that holds was given. */
function wasRenewed({ savedAt, authorisedAt }: ConnectionView): boolean {
  return savedAt !== null && new Date(savedAt) < new Date(authorisedAt);
}

/** What was said on coming back is over once something is followed for the first time, or the authorisation has ended. */
function stillHolds(came: ConnectResult, connection: ConnectionView | null): boolean {
  if (came !== 'connected' || connection === null) return true;
  return connection.state === 'active' && (connection.savedAt === null || wasRenewed(connection));
}

type HinderedProps = {
  readonly hindrance: NonNullable<SyncStanding['hindrance']>;
  readonly rests: boolean;
};

function Hindered({ hindrance, rests }: HinderedProps) {
  const t = useTranslations();
  return (
    <Notice tone="warning" title={t(rests ? 'sync.rests' : 'sync.hindered')}>
      {t(`fit.reason.${hindrance}`)} {rests && t('sync.restsText')}
    </Notice>
  );
}

type ConnectedProps = SyncPanelProps & {
  readonly standing: SyncStanding;
  readonly connection: ConnectionView;
};

function Connected({ license, source, standing, connection, onRun }: ConnectedProps) {
  const connect = useConnect(license.id, source);
  const pausing = usePause(license.id, source);
  const isReadable = isAuthorised(connection, useNow()) && standing.hindrance === null;
  return (
    <>
      <ConnectionWarnings connection={connection} connect={connect} onRun={onRun} />
      <PauseNotice connection={connection} pausing={pausing} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4 empty:hidden">
          {isReadable && chooser[source]({ license, connection, onRun })}
          <NotSeated licenseId={license.id} connection={connection} />
        </div>
        <ConnectionCard
          license={license}
          standing={standing}
          connection={connection}
          connect={connect}
          pausing={pausing}
          onRun={onRun}
        />
      </div>
    </>
  );
}

type ChooserProps = Pick<ConnectedProps, 'license' | 'connection' | 'onRun'>;

/** What can be chosen of each system. Complete by type. */
const chooser: Readonly<Record<SyncSource, (props: ChooserProps) => ReactNode>> = {
  ou: (props) => <OuChooser {...props} />,
  classroom: (props) => <ClassChooser {...props} />,
};
