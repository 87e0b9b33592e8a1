import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useTranslations } from 'use-intl';
import { useWho } from '../../lib/use-who.ts';
import { useRunRows } from './use-run-rows.ts';

type NamedPeopleProps = {
  readonly run: RunView;
  readonly outcomes: readonly MemberOutcome[];
  readonly count: number;
  /** So many are named before the rest is counted. */
  readonly limit: number;
};

/** Some of the people of a plan by address: those who must not be missed among thousands. */
export function NamedPeople({ run, outcomes, count, limit }: NamedPeopleProps) {
  const t = useTranslations('run.plan');
  const who = useWho();
  const { rows } = useRunRows(run, { tense: 'plan', outcomes, limit });
  const named = rows.slice(0, limit);
  if (named.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-wrap gap-x-3 font-medium wrap-anywhere">
      {named.map((row) => (
        <li key={row.row}>
          <bdi>{who({ email: row.email ?? row.text, name: row.name })}</bdi>
        </li>
      ))}
      {count > named.length && (
        <li className="font-normal">{t('andMore', { count: count - named.length })}</li>
      )}
    </ul>
  );
}
