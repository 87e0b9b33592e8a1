import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import { useTranslations } from 'use-intl';

const tones: Readonly<Record<RunState, Tone>> = {
  reading: 'accent',
  planning: 'accent',
  planned: 'warning',
  queued: 'accent',
  running: 'accent',
  done: 'positive',
  cancelled: 'warning',
  discarded: 'neutral',
  failed: 'negative',
};

export function RunStateBadge({ state }: { readonly state: RunState }) {
  const t = useTranslations('run.state');
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
