import { Button } from '@rollcall/client/ui/button.tsx';
import { Columns3 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { useColumns } from './use-columns.ts';

const ColumnMenu = lazy(async () => ({ default: (await import('./column-menu.tsx')).ColumnMenu }));

/** Opens the choice of columns, which is fetched when it is wanted. There is none for cards. */
export function ColumnButton({ columns }: { readonly columns: ReturnType<typeof useColumns> }) {
  const t = useTranslations('users.columns');
  const [isWanted, setWanted] = useState(false);
  const plain = (
    <Button
      className="max-md:hidden"
      aria-haspopup="menu"
      icon={<Columns3 aria-hidden="true" />}
      onClick={() => setWanted(true)}
    >
      {t('button')}
    </Button>
  );
  if (!isWanted) return plain;
  return (
    <Suspense fallback={plain}>
      <ColumnMenu columns={columns} />
    </Suspense>
  );
}
