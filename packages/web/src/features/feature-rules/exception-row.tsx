import { Button } from '@rollcall/client/ui/button.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { FeatureChanges, PersonWithExceptions } from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useWho } from '../../lib/use-who.ts';
import { ExceptionBadges } from './exception-badges.tsx';
import { useChangePerson } from './use-person-features.ts';

type ExceptionRowProps = {
  readonly licenseId: LicenseId;
  readonly person: PersonWithExceptions;
  readonly onOpen: () => void;
  /** All of it was taken back: the person leaves the list. */
  readonly onTakenBack: () => void;
};

/** Somebody with exceptions: which, by whom, and the ways to change them. */
export function ExceptionRow({ licenseId, person, onOpen, onTakenBack }: ExceptionRowProps) {
  const t = useTranslations('features.exceptions');
  const types = useTranslations('userType');
  const { dateTime } = useFormatter();
  const { memberId, email, name, userType, exceptions, setBy, setAt } = person;
  const { pending, error, change } = useChangePerson(licenseId, memberId);
  const users = useTranslations('users');
  const who = useWho();
  const called = name ?? who(person);
  const takeBack = () => {
    const said = fullFeature.options.filter((feature) => exceptions[feature] !== undefined);
    const changes: FeatureChanges = Object.fromEntries(said.map((feature) => [feature, 'as_type']));
    change(changes, () => {
      showToast.success({ title: t('tookBack', { person: called }) });
      onTakenBack();
    });
  };
  return (
    <li className="flex flex-col gap-2 py-3.5">
      <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2.5">
        <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1 text-sm">
          <bdi className="font-medium wrap-anywhere">{called}</bdi>
          <span className="text-muted wrap-anywhere">
            {(name !== null || email === '') && (
              <>
                <bdi>{email || users('noEmail')}</bdi> ·{' '}
              </>
            )}
            {types(userType)} ·{' '}
            {t('by', { name: setBy, day: dateTime(new Date(setAt), { dateStyle: 'medium' }) })}
          </span>
          <ExceptionBadges exceptions={exceptions} />
        </div>
        <div className="flex gap-2">
          <Button size="small" aria-label={t('changeOne', { person: called })} onClick={onOpen}>
            {t('change')}
          </Button>
          <Button
            size="small"
            aria-label={t('backOne', { person: called })}
            busy={pending !== null}
            onClick={takeBack}
          >
            {t('back')}
          </Button>
        </div>
      </div>
      <CallProblem changes title={t('notTakenBack', { person: called })} error={error} />
    </li>
  );
}
