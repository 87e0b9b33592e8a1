import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useTranslations } from 'use-intl';

const tones: Record<LicenseView['phase'], Tone> = {
  upcoming: 'neutral',
  active: 'positive',
  grace: 'warning',
  dormant: 'negative',
};

/** Where a licence stands in its term. */
export function PhaseBadge({ phase }: { readonly phase: LicenseView['phase'] }) {
  const t = useTranslations('license.phase');
  return <Badge tone={tones[phase]}>{t(phase)}</Badge>;
}
