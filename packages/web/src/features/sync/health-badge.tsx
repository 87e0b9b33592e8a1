import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import type { ConnectionView, SyncStanding } from '@rollcall/core/sync/contract.ts';
import { CircleAlert, CircleCheck, CirclePause, Clock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow, useTranslations } from 'use-intl';
import { type ConnectionHealth, connectionHealth } from './connection-health.ts';

const looks: Readonly<Record<ConnectionHealth, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  good: { tone: 'positive', icon: <CircleCheck aria-hidden="true" /> },
  paused: { tone: 'neutral', icon: <CirclePause aria-hidden="true" /> },
  rests: { tone: 'neutral', icon: <CirclePause aria-hidden="true" /> },
  unsaved: { tone: 'accent', icon: <Clock aria-hidden="true" /> },
  waits: { tone: 'warning', icon: <TriangleAlert aria-hidden="true" /> },
  trouble: { tone: 'warning', icon: <TriangleAlert aria-hidden="true" /> },
  soon: { tone: 'warning', icon: <Clock aria-hidden="true" /> },
  ended: { tone: 'negative', icon: <CircleAlert aria-hidden="true" /> },
};

type HealthBadgeProps = { readonly standing: SyncStanding; readonly connection: ConnectionView };

/** How a connection stands, in a word. */
export function HealthBadge({ standing, connection }: HealthBadgeProps) {
  const t = useTranslations('sync.details');
  const health = connectionHealth(standing, connection, useNow());
  const { tone, icon } = looks[health];
  return (
    <Badge tone={tone} icon={icon}>
      {t(health)}
    </Badge>
  );
}
