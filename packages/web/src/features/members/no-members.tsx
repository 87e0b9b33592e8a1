import { Button } from '@rollcall/client/ui/button.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

type NoMembersProps = {
  readonly status: MemberStatus | null;
  readonly addUsers: ReactNode;
  readonly onShowAll: () => void;
};

/** Nobody to show: because nobody was added, or because nobody has this status. */
export function NoMembers({ status, addUsers, onShowAll }: NoMembersProps) {
  const t = useTranslations('users');
  if (status === null) {
    return (
      <EmptyState
        icon={<Users />}
        title={t('empty.title')}
        description={t('empty.description')}
        actions={addUsers}
      />
    );
  }
  return (
    <EmptyState
      icon={<Users />}
      title={t(`emptyFilter.${status}.title`)}
      description={t(`emptyFilter.${status}.description`)}
      actions={<Button onClick={onShowAll}>{t('emptyFilter.showAll')}</Button>}
    />
  );
}
