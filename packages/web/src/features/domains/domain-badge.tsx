import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import type { DomainState } from '@rollcall/core/domains/contract.ts';
import { Check, Hourglass, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

const looks: Readonly<Record<DomainState, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  waiting: { tone: 'accent', icon: <Hourglass aria-hidden="true" /> },
  verified: { tone: 'positive', icon: <Check aria-hidden="true" /> },
  lost: { tone: 'warning', icon: <TriangleAlert aria-hidden="true" /> },
};

/** Whether the domain has been shown to be the district's. */
export function DomainBadge({ state }: { readonly state: DomainState }) {
  const t = useTranslations('domainState');
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(state)}
    </Badge>
  );
}
