import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { CircleCheck, CircleX, MailQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Badge, type Tone } from './badge.tsx';

const looks: Record<MemberStatus, { tone: Tone; icon: ReactNode }> = {
  accepted: { tone: 'positive', icon: <CircleCheck aria-hidden="true" /> },
  invited: { tone: 'warning', icon: <MailQuestionMark aria-hidden="true" /> },
  rejected: { tone: 'negative', icon: <CircleX aria-hidden="true" /> },
};

/** A member's status: colour, picture and word, so that none of them has to be seen alone. */
export function StatusBadge({ status }: { status: MemberStatus }) {
  const t = useTranslations('ui.status');
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(status)}
    </Badge>
  );
}
