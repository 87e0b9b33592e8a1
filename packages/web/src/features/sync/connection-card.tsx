import { Card, CardBody, CardFooter, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { ConnectionView, SyncStanding } from '@rollcall/core/sync/contract.ts';
import { useTranslations } from 'use-intl';
import { ConnectionActions } from './connection-actions.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { HealthBadge } from './health-badge.tsx';
import type { useConnect } from './use-connect.ts';
import type { usePause } from './use-pause.ts';

type ConnectionCardProps = {
  readonly license: LicenseView;
  readonly standing: SyncStanding;
  readonly connection: ConnectionView;
  readonly connect: ReturnType<typeof useConnect>;
  readonly pausing: ReturnType<typeof usePause>;
  readonly onRun: (runId: RunId) => void;
};

/** The connection itself: as whom, what it may read, how it has gone, and what can be done with it. */
export function ConnectionCard(props: ConnectionCardProps) {
  const { standing, connection } = props;
  const t = useTranslations('sync.card');
  return (
    <Card aria-labelledby="connection">
      <CardHeader
        level={3}
        titleId="connection"
        title={t('title')}
        actions={<HealthBadge standing={standing} connection={connection} />}
      />
      <CardBody>
        <ConnectionFacts standing={standing} connection={connection} onRun={props.onRun} />
      </CardBody>
      <CardFooter className="justify-start">
        <ConnectionActions {...props} />
      </CardFooter>
    </Card>
  );
}
