import { api } from '@rollcall/client/api/api.ts';
import { DescriptionItem } from '@rollcall/client/ui/description-list.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useTranslations } from 'use-intl';

/** Who gets mail about the licence, and how much of it came to what. Says nothing where no mail can be sent. */
export function MailFact({ licenseId }: { readonly licenseId: LicenseId }) {
  const t = useTranslations('details.mail');
  const { data } = api.mail.standing.useQuery({ licenseId });
  if (data === undefined || !data.isSetUp) return null;
  const { mail, sent, waiting, notDelivered } = data;
  return (
    <DescriptionItem term={t('title')}>
      {t(mail)}
      {sent + waiting + notDelivered > 0 && (
        <span className="mt-0.5 block text-muted">{t('counts', { sent, waiting, notDelivered })}</span>
      )}
    </DescriptionItem>
  );
}
