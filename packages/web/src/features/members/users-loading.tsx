import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import { useTranslations } from 'use-intl';

const rows = ['w-56', 'w-64', 'w-48', 'w-60', 'w-52', 'w-64', 'w-44', 'w-56'] as const;

/** The list while its first page is on its way. */
export function UsersLoading() {
  const t = useTranslations('users');
  return (
    <div role="status" className="rounded-lg border border-line bg-raised shadow-raised">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <div className="h-10 rounded-t-lg bg-sunken" />
      {rows.map((width, index) => (
        <div key={`${index}-${width}`} className="flex h-12 items-center gap-8 border-line border-t px-4">
          <Skeleton className={`${width} max-w-[50%]`} />
          <Skeleton className="w-24 max-sm:hidden" />
          <Skeleton className="ml-auto w-20" />
        </div>
      ))}
    </div>
  );
}
