import { api } from '@rollcall/client/api/api.ts';
import { useTranslations } from 'use-intl';
import { useLicenseFeed } from '../../live/license-feed.ts';

/** Says who of the invited gets mail as well, where anybody does. */
export function MailNote() {
  const t = useTranslations('addByEmail.mail');
  const { licenseId } = useLicenseFeed();
  const { data } = api.mail.standing.useQuery({ licenseId });
  if (data === undefined || !data.isSetUp || data.mail === 'off') return null;
  return <p className="mt-1.5">{t(data.mail)}</p>;
}
