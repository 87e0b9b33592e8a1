import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { UserRoundX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';

const KeptOutPanel = lazy(async () => ({ default: (await import('./kept-out-panel.tsx')).KeptOutPanel }));

/** The way to those who are kept out. Nothing while there is nobody. */
export function KeptOut({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('kept');
  const [shown, setShown] = useState(false);
  const first = api.exclusion.list.useQuery({ licenseId, limit: 1 });
  if (!shown && (first.data === undefined || first.data.people.length === 0)) return null;
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        className="-my-1.5"
        icon={<UserRoundX aria-hidden="true" />}
        onClick={() => setShown(true)}
      >
        {t('button')}
      </Button>
      <Suspense>{shown && <KeptOutPanel licenseId={licenseId} onClose={() => setShown(false)} />}</Suspense>
    </>
  );
}
