import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { CalendarOff, CircleCheck, Hourglass, Link2Off, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'use-intl';

type LinkState = NonNullable<LinkView['hindrance']> | 'open';

const looks: Readonly<Record<LinkState, { readonly tone: Tone; readonly Icon: LucideIcon }>> = {
  open: { tone: 'positive', Icon: CircleCheck },
  not_active: { tone: 'warning', Icon: CalendarOff },
  switched_off: { tone: 'neutral', Icon: Link2Off },
  expired: { tone: 'warning', Icon: Hourglass },
  used_up: { tone: 'warning', Icon: Hourglass },
};

/** Whether people can join by the link just now, as a word. What is off is said to be off, whatever else holds. */
export function LinkStateBadge({ view: { enabled, hindrance } }: { readonly view: LinkView }) {
  const t = useTranslations('link.state');
  const state = enabled ? (hindrance ?? 'open') : 'switched_off';
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {t(state)}
    </Badge>
  );
}
