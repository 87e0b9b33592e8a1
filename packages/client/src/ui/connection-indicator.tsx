import { CircleAlert, RefreshCw, RotateCw, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Tone } from './badge.tsx';
import { Badge } from './badge.tsx';
import { PlainIconButton } from './plain-icon-button.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export type ConnectionState = 'live' | 'reconnecting' | 'offline' | 'stale';

type ConnectionIndicatorProps = {
  state: ConnectionState;
  /** When what is on screen was last known to be right. */
  asOf?: Date | undefined;
  onRetry?: (() => void) | undefined;
};

const looks: Record<ConnectionState, { tone: Tone; icon: ReactNode }> = {
  live: {
    tone: 'positive',
    icon: (
      <span className="mx-0.5 size-2 animate-breathe rounded-full bg-positive forced-color-adjust-none" />
    ),
  },
  reconnecting: { tone: 'warning', icon: <RefreshCw aria-hidden="true" className="animate-spin" /> },
  offline: { tone: 'negative', icon: <WifiOff aria-hidden="true" /> },
  stale: { tone: 'warning', icon: <CircleAlert aria-hidden="true" /> },
};

const details = {
  live: 'liveDetail',
  reconnecting: 'reconnectingDetail',
  offline: 'offlineDetail',
  stale: 'staleDetail',
} as const;

/** Says whether what is on screen is up to date. Whoever shows it decides; it only puts it into words. */
export function ConnectionIndicator({ state, asOf, onRetry }: ConnectionIndicatorProps) {
  const t = useTranslations('ui.connection');
  const retry = useTranslations('ui')('retry');
  const { dateTime } = useFormatter();
  const { tone, icon } = looks[state];
  const detail = t(details[state]);
  const since =
    asOf && state !== 'live' ? t('asOf', { time: dateTime(asOf, { timeStyle: 'short' }) }) : undefined;
  return (
    <span className="inline-flex items-center gap-1">
      <span
        role="status"
        title={[detail, since].filter(Boolean).join(' ')}
        className="inline-flex items-center gap-2"
      >
        <Badge tone={tone} icon={icon}>
          {t(state)}
        </Badge>
        <VisuallyHidden>{detail}</VisuallyHidden>
        {since && <span className="text-muted text-xs max-sm:sr-only">{since}</span>}
      </span>
      {onRetry && state !== 'live' && (
        <PlainIconButton title={retry} size="small" label={retry} icon={<RotateCw />} onClick={onRetry} />
      )}
    </span>
  );
}
