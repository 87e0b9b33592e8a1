import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { useTranslations } from 'use-intl';

/** The place of somebody who is still on the way, on a phone. */
export function PendingCard() {
  const t = useTranslations('users');
  return (
    <div className="flex h-full flex-col gap-3 rounded-lg border border-line bg-raised p-3.5 shadow-raised">
      <span className="sr-only">{t('pending')}</span>
      <Skeleton className="w-56 max-w-[80%]" />
      <Skeleton className="w-32" />
    </div>
  );
}
