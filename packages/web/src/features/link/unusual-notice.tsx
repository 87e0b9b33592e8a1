import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

type UnusualNoticeProps = { readonly unusual: LinkView['unusual']; readonly actions?: ReactNode };

/** That more people came by the link than come to a lesson. Nothing where they did not. */
export function UnusualNotice({ unusual, actions }: UnusualNoticeProps) {
  const t = useTranslations('link.unusual');
  const { dateTime } = useFormatter();
  if (unusual === null) return null;
  const time = dateTime(new Date(unusual.at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Notice tone="warning" role="status" title={t('title')} actions={actions}>
      {t('text', { count: unusual.arrivals, time })}
    </Notice>
  );
}
