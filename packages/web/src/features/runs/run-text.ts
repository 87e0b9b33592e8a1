import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunKind } from '@rollcall/core/runs/run-kind.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { effectiveCount, groupCounts, type OutcomeCounts } from './outcome-groups.ts';
import { useRunTitle } from './run-title.ts';

type Translate = ReturnType<typeof useTranslations<'run'>>;

/** What a run is for, in a sentence. */
export function useRunAbout(): (run: RunView) => string {
  const t = useTranslations();
  const title = useRunTitle();
  return ({ kind, fileName, userType, source, undoes }) =>
    t(`run.about.${kind}`, {
      file: fileName ?? t('run.aFile'),
      type: userType === null ? '' : t(`userType.${userType}`),
      source: source === null ? '' : t(`sync.name.${source}`),
      title: undoes === null ? '' : title(undoes),
    });
}

type Label = (t: Translate, counts: OutcomeCounts, type: string) => string;

const removeLabel: Label = (t, counts) => t('confirm.remove', { count: effectiveCount(counts) });

/** What the button that confirms a plan says. Complete over the kinds. */
const confirmLabels: Readonly<Record<RunKind, Label>> = {
  csv_add: (t, counts) => {
    const { added, invited } = groupCounts(counts);
    if (invited === 0) return t('confirm.add', { added });
    return added === 0 ? t('confirm.invite', { invited }) : t('confirm.addAndInvite', { added, invited });
  },
  csv_remove: removeLabel,
  remove: removeLabel,
  withdraw: (t, counts) => t('confirm.withdraw', { count: effectiveCount(counts) }),
  remind: (t, counts) => t('confirm.remind', { count: effectiveCount(counts) }),
  reinvite: (t, counts) => {
    const count = effectiveCount(counts);
    return groupCounts(counts).invited > 0 ? t('confirm.reinvite', { count }) : t('confirm.readd', { count });
  },
  change_type: (t, counts, type) => t('confirm.changeType', { count: effectiveCount(counts), type }),
  sync: (t, counts) => t('confirm.sync', { count: effectiveCount(counts) }),
  sync_leave: removeLabel,
  domain_add: (t, counts) => {
    const { added } = groupCounts(counts);
    return added === 0 ? t('confirm.saveDomains') : t('confirm.add', { added });
  },
  // Begins by itself: no plan of it waits for a button.
  roster: (t, counts) => t('confirm.add', { added: groupCounts(counts).added }),
  undo: (t, counts) => t('confirm.undo', { count: effectiveCount(counts) }),
};

/** The label of the button that confirms a plan: what it does, to how many. */
export function useConfirmLabel(): (run: RunView, counts: OutcomeCounts) => string {
  const t = useTranslations('run');
  const types = useTranslations('userType');
  return ({ kind, userType }, counts) =>
    confirmLabels[kind](t, counts, userType === null ? '' : types(userType));
}

/** The outcomes by which something happened, and the sentence that counts each. */
const happened = {
  added: ['added', 'converted'],
  invited: ['invited', 'reinvited'],
  removed: ['removed'],
  withdrawn: ['withdrawn'],
  reminded: ['reminded'],
  type_changed: ['type_changed'],
  updated: ['updated'],
  restored: ['restored'],
} as const satisfies Record<string, readonly MemberOutcome[]>;

/** What has happened to how many, as a sentence without its full stop; null when nothing has. */
export function useHappenedText(): (counts: OutcomeCounts) => string | null {
  const t = useTranslations('run.happened');
  const format = useFormatter();
  return (counts) => {
    const parts = Object.entries(happened).flatMap(([said, outcomes]) => {
      const count = outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
      return count === 0 ? [] : [t(said as keyof typeof happened, { count })];
    });
    return parts.length === 0 ? null : format.list(parts);
  };
}

/** Who began a run, and when. */
export function useStartedText(): (run: RunView) => string {
  const t = useTranslations('run');
  const format = useFormatter();
  return ({ startedBy, createdAt }) => {
    const time = format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' });
    return startedBy === null ? t('byItself', { time }) : t('by', { name: startedBy, time });
  };
}
