import { api } from '@rollcall/client/api/api.ts';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import type { MailOfMemberEntry, MailState } from '@rollcall/core/mail/contract.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { keepPreviousData } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { useLicenseFeed } from '../../live/license-feed.ts';
import { PanelPart } from './panel-part.tsx';

/** What became of mail to somebody, and why they get none. Says nothing where there is nothing to say. */
export function PersonMail({ row }: { readonly row: MemberView }) {
  const t = useTranslations('person.mail');
  const { licenseId } = useLicenseFeed();
  const { data } = api.mail.ofMember.useQuery(
    { licenseId, memberId: row.id },
    { staleTime: 0, gcTime: 0, placeholderData: keepPreviousData, queryHash: `mail ${row.id} ${row.seq}` },
  );
  if (data === undefined) return null;
  const { mails, noMailBecause } = data;
  const why = noMailBecause === 'not_set_up' ? null : noMailBecause;
  // Only an invitation is mailed: of somebody who is in, what was sent is told, and not what would be.
  const saysWhy = why !== null && (row.status === 'invited' || why === 'unsubscribed');
  if (mails.length === 0 && !saysWhy) {
    if (row.status !== 'invited' || noMailBecause !== null) return null;
  }
  return (
    <PanelPart title={t('title')}>
      {saysWhy && <p className="text-sm">{t(`none.${why}`)}</p>}
      {mails.length === 0 && !saysWhy && <p className="text-muted text-sm">{t('comes')}</p>}
      {mails.length > 0 && (
        <ul className="flex flex-col gap-2">
          {mails.map((mail) => (
            <MailLine key={`${mail.kind} ${mail.at}`} mail={mail} />
          ))}
        </ul>
      )}
    </PanelPart>
  );
}

const problems: ReadonlySet<MailState> = new Set(['no_such_address', 'refused', 'given_up']);

function MailLine({ mail: { kind, state, at, tries } }: { readonly mail: MailOfMemberEntry }) {
  const t = useTranslations('person.mail');
  const { dateTime } = useFormatter();
  const when = dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  const again = state === 'queued' && tries > 0;
  return (
    <li>
      <p className="flex flex-wrap items-center gap-2 font-medium text-sm">
        {t(`kind.${kind}`)}
        {problems.has(state) && <Badge tone="negative">{t('notDelivered')}</Badge>}
      </p>
      <p className="text-muted text-sm">
        {again ? t('state.again', { when }) : t(`state.${state}`, { when })}
      </p>
    </li>
  );
}
