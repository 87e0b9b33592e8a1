import { api } from '@rollcall/client/api/api.ts';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { FeaturesOfPerson } from '@rollcall/core/features/contract.ts';
import { type PersonRule, personRule } from '@rollcall/core/features/rules.ts';
import type { LicenseId, MemberId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useChangePerson } from './use-person-features.ts';

type PersonFeaturesProps = {
  readonly licenseId: LicenseId;
  readonly memberId: MemberId;
  readonly status: MemberStatus;
};

/** What one person has of the licence, each feature with the way to make an exception or to take it back. */
export function PersonFeatures({ licenseId, memberId, status }: PersonFeaturesProps) {
  const t = useTranslations('features.person');
  const reading = api.feature.getPerson.useQuery({ licenseId, memberId });
  const person = useChangePerson(licenseId, memberId);
  if (reading.isPending) return <Skeleton className="h-40 rounded-md" />;
  if (reading.isLoadingError) return <QueryFailure level={3} title={t('failed')} query={reading} />;
  const { userType, features } = reading.data;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">{t('text', { type: t(`type.${userType}`) })}</p>
      {status !== 'accepted' && <p className="text-muted text-sm">{t('notYet')}</p>}
      {features.map((one) => (
        <OneFeature key={one.feature} one={one} userType={userType} person={person} />
      ))}
      <CallProblem changes title={t('notSaved')} error={person.error} />
    </div>
  );
}

type OneFeatureProps = {
  readonly one: FeaturesOfPerson['features'][number];
  readonly userType: UserType;
  readonly person: ReturnType<typeof useChangePerson>;
};

function OneFeature({ one, userType, person }: OneFeatureProps) {
  const t = useTranslations('features');
  const announce = useAnnounce();
  const { dateTime } = useFormatter();
  const { feature, isOnForType, setBy, setAt } = one;
  const rule = person.pending?.[feature] ?? one.rule;
  const isOn = rule === 'as_type' ? isOnForType : rule === 'on';
  const labels: Readonly<Record<PersonRule, string>> = {
    as_type: t(`person.asType.${isOnForType ? 'on' : 'off'}`, { type: t(`person.type.${userType}`) }),
    on: t('person.on'),
    off: t('person.off'),
  };
  const choose = (next: PersonRule) => {
    const nowOn = next === 'as_type' ? isOnForType : next === 'on';
    const said = t(`person.saved.${nowOn ? 'on' : 'off'}`, { feature: t(`name.${feature}`) });
    person.change({ [feature]: next }, () => announce(said));
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
      <span aria-hidden="true" className="flex flex-col text-sm">
        <span className="font-medium">{t(`name.${feature}`)}</span>
        <span className="text-muted">{t(isOn ? 'types.on' : 'types.off')}</span>
      </span>
      <RadioGroup
        appearance="segmented"
        hideLegend
        legend={`${t(`name.${feature}`)} ${t(isOn ? 'types.on' : 'types.off')}`}
        options={order.map((value) => ({
          value,
          label: <span className="whitespace-nowrap">{labels[value]}</span>,
        }))}
        value={rule}
        onChange={choose}
      />
      {setBy !== null && setAt !== null && rule !== 'as_type' && (
        <p className="basis-full text-muted text-xs">
          {t('person.by', { name: setBy, day: dateTime(new Date(setAt), { dateStyle: 'medium' }) })}
        </p>
      )}
    </div>
  );
}

const order: readonly PersonRule[] = ['as_type', ...personRule.options.filter((rule) => rule !== 'as_type')];
