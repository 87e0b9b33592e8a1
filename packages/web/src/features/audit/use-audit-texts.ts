import type { AuditEntry, AuditFacts } from '@rollcall/core/audit/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import type { MailOutcome } from '@rollcall/core/mail/contract.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { useWho } from '../../lib/use-who.ts';

/** The words of an entry: its sentence, its run, and what it says beyond. */
export function useAuditTexts() {
  const t = useTranslations();
  const { list } = useFormatter();
  const facts = useFactTexts();
  const who = useWho();

  function people({ shown, count }: AuditEntry['people']): string {
    const names = shown.map((one) =>
      one.name === null || one.email === '' ? who(one) : `${one.name} (${one.email})`,
    );
    const more = Math.max(0, count - names.length);
    if (names.length === 0) return t('audit.people.none', { count });
    return more === 0 ? list(names) : t('audit.people.some', { names: names.join(', '), more });
  }

  function run({ run: one }: AuditEntry): string {
    if (one === null) return t('audit.aRun');
    return t('run.title', { kind: t(`run.kind.${one.kind}`), number: String(one.number) });
  }

  function sentence(entry: AuditEntry): string {
    const { kind, name } = entry.actor;
    const somebody = kind === 'admin' || kind === 'member' ? 'somebody' : kind;
    return t(`audit.actions.${entry.action}`, {
      actor: name ?? t(`audit.actors.${somebody}`),
      people: people(entry.people),
      run: run(entry),
      source: t(`method.${entry.facts?.source ?? 'ou'}.name`),
      admin: entry.facts?.admin ?? t('audit.actors.anAdmin'),
    });
  }

  return { sentence, run, facts: (entry: AuditEntry) => facts(entry.facts) };
}

/** What the facts of an entry say, in pieces. Erased ones say so. */
function useFactTexts(): (facts: AuditFacts | null) => string[] {
  const t = useTranslations('audit.facts');
  const erased = useTranslations('audit')('erased');
  const ui = useTranslations('ui');
  const userType = useTranslations('userType');
  const outcome = useTranslations('runOutcome.done');
  const source = useTranslations('users.source');
  const runState = useTranslations('run.state');
  const feature = useTranslations('features');
  const problem = useTranslations('lms.problem');
  const { dateTime } = useFormatter();
  return (facts) => {
    if (facts === null) return [erased];
    const texts: (string | false)[] = [
      facts.source !== undefined && source(facts.source),
      facts.ended !== undefined && runState(facts.ended),
      facts.failure !== undefined && t(`failure.${facts.failure}`),
      ...outcomesOf(facts).map(([name, count]) => t('outcome', { outcome: outcome(name), count })),
      facts.was !== undefined && t('was', { status: ui(`status.${facts.was}`) }),
      facts.reason === null && t('noReason'),
      typeof facts.reason === 'string' && t('reason', { reason: facts.reason }),
      facts.endsAt !== undefined &&
        t('ends', { day: dateTime(new Date(facts.endsAt), { dateStyle: 'medium' }) }),
      facts.staffSeats === null && t('staffUnlimited'),
      typeof facts.staffSeats === 'number' && t('staffSeats', { seats: facts.staffSeats }),
      facts.studentSeats === null && t('studentUnlimited'),
      typeof facts.studentSeats === 'number' && t('studentSeats', { seats: facts.studentSeats }),
      facts.days !== undefined && t('days', { days: facts.days }),
      ...mailsOf(facts).map(([state, count]) => t(`mail.${state}`, { count })),
      facts.key !== undefined && t(`key.${facts.key}`),
      facts.link !== undefined && t(`link.${facts.link}`),
      facts.arrivals !== undefined && t('arrivals', { count: facts.arrivals }),
      facts.userType !== undefined &&
        t(facts.link === undefined ? 'keyType' : 'linkType', { type: userType(facts.userType) }),
      facts.featuresOf !== undefined && feature(`types.of.${facts.featuresOf}`),
      ...fullFeature.options.map((name) => {
        const rule = facts.features?.[name];
        return rule !== undefined && feature(`many.says.${rule}`, { feature: feature(`name.${name}`) });
      }),
      facts.exclusion !== undefined && t(`exclusion.${facts.exclusion}`),
      facts.domainChange !== undefined && t(`domain.${facts.domainChange}`),
      ...(facts.domains ?? []),
      facts.lms !== undefined && t(`lms.${facts.lms}`),
      facts.assignment !== undefined && t(`assignment.${facts.assignment}`),
      facts.called !== undefined && facts.called,
      facts.lmsProblem !== undefined && problem(`${facts.lmsProblem}.what`, { name: facts.called ?? '' }),
      facts.exported !== undefined && t(`exported.${facts.exported}`),
      facts.filtered === true && t('filtered'),
    ];
    return texts.filter((text) => text !== false);
  };
}

function mailsOf({ mails = {} }: AuditFacts): [MailOutcome, number][] {
  return Object.entries(mails).filter(([, count]) => count > 0) as [MailOutcome, number][];
}

function outcomesOf({ outcomes = {} }: AuditFacts): [MemberOutcome, number][] {
  return Object.entries(outcomes).filter(([, count]) => count > 0) as [MemberOutcome, number][];
}
