import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { UnavailableReason } from '@rollcall/core/licenses/deployment-methods.ts';
import { Link } from '@tanstack/react-router';
import { Ban } from 'lucide-react';
import { useTranslations } from 'use-intl';

type MethodNotHereProps = { readonly reason: UnavailableReason; readonly licenseId: LicenseId };

/** Somebody came to the page of a method that does not fit the licence: why, and the way to those that do. */
export function MethodNotHere({ reason, licenseId }: MethodNotHereProps) {
  const t = useTranslations();
  return (
    <EmptyState
      level={3}
      icon={<Ban />}
      title={t('fit.notForLicense')}
      description={t(`fit.reason.${reason}`)}
      actions={
        <Link
          to="/licenses/$licenseId/add"
          params={{ licenseId }}
          className={buttonClasses({ variant: 'primary' })}
        >
          {t('addByEmail.back')}
        </Link>
      }
    />
  );
}
