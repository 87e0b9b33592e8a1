import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import type { InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { lastMomentBefore } from '@rollcall/core/licenses/term.ts';
import type { RefObject } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useShownOnScreen } from './use-shown-on-screen.ts';

type InviteFactsProps = {
  readonly invite: InboxEntry;
  /** Another licence already gives the person the full features. */
  readonly alreadyLicensed: boolean;
};

/** What one is invited to, by whom, and what joining means. Being looked at, it reports itself as shown. */
export function InviteFacts({ invite, alreadyLicensed }: InviteFactsProps) {
  const t = useTranslations('invites');
  const format = useFormatter();
  const element: RefObject<HTMLDivElement | null> = useShownOnScreen(invite.memberId);
  const { districtName: district } = invite;
  return (
    <div ref={element} className="flex flex-col gap-4">
      <div className="rounded-lg border border-line bg-sunken/60 px-4 py-3.5">
        <DescriptionList>
          <DescriptionItem term={t('license')}>
            <span className="block font-medium">{invite.licenseName}</span>
            <span className="block text-muted">{t(`licenseType.${invite.licenseType}`)}</span>
          </DescriptionItem>
          <DescriptionItem term={t('district')}>{district}</DescriptionItem>
          <DescriptionItem term={t('as')}>{t(`userType.${invite.userType}`)}</DescriptionItem>
          <DescriptionItem term={t('until')}>
            {format.dateTime(lastMomentBefore(new Date(invite.endsAt)), { dateStyle: 'long' })}
          </DescriptionItem>
        </DescriptionList>
      </div>
      <p className="text-pretty text-sm">
        {alreadyLicensed ? t('meaningNext', { district }) : <Meaning invite={invite} />}
      </p>
    </div>
  );
}

/** What the licence would give to this person: its admins may have switched something off. */
function Meaning({ invite: { districtName: district, switchedOff } }: Pick<InviteFactsProps, 'invite'>) {
  const t = useTranslations('invites');
  const name = useTranslations('unlock.name');
  const { list } = useFormatter();
  if (switchedOff.length === 0) return t('meaning', { district });
  const given = fullFeature.options.filter((feature) => !switchedOff.includes(feature));
  if (given.length === 0) return t('meaningNone', { district });
  return t('meaningSome', { district, features: list(given.map((feature) => name(feature))) });
}
