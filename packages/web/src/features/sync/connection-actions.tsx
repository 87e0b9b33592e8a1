import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { ConnectionView, SyncStanding } from '@rollcall/core/sync/contract.ts';
import { RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNow, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';
import { isAuthorised } from './connection-health.ts';
import { PauseDialog } from './pause-dialog.tsx';
import type { useConnect } from './use-connect.ts';
import type { usePause } from './use-pause.ts';
import { useForgetDraft } from './use-selection-draft.ts';

type ConnectionActionsProps = {
  readonly license: LicenseView;
  readonly standing: SyncStanding;
  readonly connection: ConnectionView;
  readonly connect: ReturnType<typeof useConnect>;
  readonly pausing: ReturnType<typeof usePause>;
  readonly onRun: (runId: RunId) => void;
};

/** What can be done with a connection: sync now, test, renew, pause, disconnect. */
export function ConnectionActions(props: ConnectionActionsProps) {
  const { license, standing, connection, connect, pausing, onRun } = props;
  const t = useTranslations('sync.card');
  const [asks, setAsks] = useState<'pause' | 'disconnect' | null>(null);
  const authorised = isAuthorised(connection, useNow());
  const reads = authorised && standing.hindrance === null;
  return (
    <>
      {reads && connection.savedAt !== null && license.phase === 'active' && (
        <SyncNow license={license} connection={connection} onRun={onRun} />
      )}
      {reads && <TestButton license={license} connection={connection} />}
      <Button size="small" busy={connect.isPending} onClick={connect.begin}>
        {t('renew')}
      </Button>
      {connection.savedAt !== null && (
        <Button
          size="small"
          onClick={() => {
            pausing.reset();
            setAsks('pause');
          }}
        >
          {t('pause')}
        </Button>
      )}
      <Button size="small" variant="quiet" onClick={() => setAsks('disconnect')}>
        {t('disconnect')}
      </Button>
      {asks === 'pause' && (
        <PauseDialog connection={connection} pausing={pausing} onClose={() => setAsks(null)} />
      )}
      <Disconnect
        open={asks === 'disconnect'}
        license={license}
        connection={connection}
        onClose={() => setAsks(null)}
      />
    </>
  );
}

type OneProps = { readonly license: LicenseView; readonly connection: ConnectionView };

function SyncNow({ license, connection, onRun }: OneProps & Pick<ConnectionActionsProps, 'onRun'>) {
  const t = useTranslations('sync.card');
  const utils = api.useUtils();
  const intent = useIntent();
  const sync = api.run.syncNow.useMutation(intent);
  const wanted = { licenseId: license.id, source: connection.source };
  return (
    <>
      <Button
        size="small"
        variant="primary"
        icon={<RefreshCw aria-hidden="true" />}
        busy={sync.isPending}
        disabled={connection.running !== null}
        onClick={() =>
          sync.mutate(
            { ...wanted, requestId: intent.idFor(wanted) },
            {
              onSuccess: ({ id }) => {
                void utils.connection.get.invalidate(wanted);
                onRun(id);
              },
            },
          )
        }
      >
        {t('syncNow')}
      </Button>
      <Below>
        <CallProblem title={t('syncFailed')} error={sync.error} />
      </Below>
    </>
  );
}

/** What an answer says stands below all the buttons. */
function Below({ children }: { readonly children: ReactNode }) {
  return <div className="order-last min-w-0 basis-full wrap-anywhere empty:hidden">{children}</div>;
}

function TestButton({ license, connection }: OneProps) {
  const t = useTranslations('sync');
  const utils = api.useUtils();
  const test = api.connection.test.useMutation({
    onSettled: () => utils.connection.get.invalidate({ licenseId: license.id, source: connection.source }),
  });
  const { data } = test;
  return (
    <>
      <Button
        size="small"
        busy={test.isPending}
        onClick={() => test.mutate({ licenseId: license.id, source: connection.source })}
      >
        {t('card.test')}
      </Button>
      <Below>
        <CallProblem title={t('card.testFailed')} error={test.error} />
        {data?.kind === 'works' && !test.isPending && (
          <Notice tone="success" role="status">
            {t('card.tested', { tookMs: data.tookMs })}
          </Notice>
        )}
        {data?.kind === 'problem' && !test.isPending && (
          <Notice tone="warning" role="alert" title={t('card.testBad')}>
            {t(`problem.${data.problem}.what`)}{' '}
            {t(`problem.${data.problem}.do`, { account: connection.accountEmail })}
          </Notice>
        )}
      </Below>
    </>
  );
}

type DisconnectProps = OneProps & { readonly open: boolean; readonly onClose: () => void };

function Disconnect({ open, license, connection, onClose }: DisconnectProps) {
  const t = useTranslations('sync.disconnect');
  const utils = api.useUtils();
  const intent = useIntent();
  const forgetDraft = useForgetDraft({ licenseId: license.id, source: connection.source });
  const end = api.connection.disconnect.useMutation(intent);
  const { source } = connection;
  const wanted = { licenseId: license.id, source };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t(`title.${source}`)}
      description={t(`text.${source}`)}
      confirmLabel={t('confirm')}
      busy={end.isPending}
      onConfirm={() =>
        end.mutate(
          { ...wanted, requestId: intent.idFor(wanted) },
          {
            onSuccess: (standing) => {
              showToast.success({ title: t('done') });
              onClose();
              utils.connection.get.setData(wanted, standing);
              forgetDraft();
            },
          },
        )
      }
    >
      {open && end.error !== null && <CallProblem changes title={t('failed')} error={end.error} />}
    </ConfirmDialog>
  );
}
