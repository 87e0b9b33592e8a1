import type { LicenseId } from '@rollcall/core/ids.ts';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** From one way to add users back to all of them. */
export function BackToMethods({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('addByEmail');
  return (
    <p className="text-muted text-sm">
      <Link
        to="/licenses/$licenseId/add"
        params={{ licenseId }}
        className="-ml-1 inline-flex items-center gap-1 rounded-sm hover:text-ink hover:underline"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        {t('back')}
      </Link>
    </p>
  );
}
