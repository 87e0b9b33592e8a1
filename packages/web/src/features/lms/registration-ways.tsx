import type { LicenseId } from '@rollcall/core/ids.ts';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { useTranslations } from 'use-intl';
import { RegisterByHand } from './register-by-hand.tsx';
import { RegisterByUrl } from './register-by-url.tsx';

type RegistrationWaysProps = { readonly licenseId: LicenseId; readonly platform: PlatformView };

/** The two ways to register, side by side where there is room. */
export function RegistrationWays(props: RegistrationWaysProps) {
  const t = useTranslations('lms.ways');
  return (
    <section aria-label={t('title')} className="flex flex-col gap-4 text-sm">
      <header>
        <h4 className="font-semibold">{t('title')}</h4>
        <p className="mt-0.5 text-muted">{t('either')}</p>
      </header>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2 *:rounded-lg *:border *:border-line *:p-4">
        <RegisterByUrl {...props} />
        <RegisterByHand {...props} />
      </div>
    </section>
  );
}
