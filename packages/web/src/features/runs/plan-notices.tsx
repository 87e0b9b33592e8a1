import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { RunPlan, RunView } from '@rollcall/core/runs/contract.ts';
import { runMayKeepOut, undoDays } from '@rollcall/core/runs/run-kind.ts';
import { useTranslations } from 'use-intl';
import { isFromFile } from './is-from-file.ts';
import { NamedPeople } from './named-people.tsx';
import { effectiveCount, groupCounts, planDifferences } from './outcome-groups.ts';
import type { RowFilter } from './row-filter.ts';
import { RunReturns } from './run-returns.tsx';
import { savesChoice } from './saves-choice.ts';
import type { RunCommands } from './use-run-commands.ts';

type PlanNoticesProps = {
  readonly run: RunView;
  readonly plan: RunPlan;
  readonly commands: RunCommands;
  readonly onShow: (filter: RowFilter) => void;
};

/** So many people are named one by one. */
const namedLimit = 6;

/** What must not be missed before a plan is confirmed. */
export function PlanNotices({ run, plan, commands, onShow }: PlanNoticesProps) {
  const t = useTranslations('run.plan');
  const counts = plan.outcomes;
  const { removed, refused, unchanged } = groupCounts(counts);
  const noSeat = counts.no_seat ?? 0;
  const unusable = refused - noSeat;
  const fromFile = isFromFile(run);
  const show = (filter: RowFilter) => (
    <Button size="small" onClick={() => onShow(filter)}>
      {t('showThem')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {removed > 0 && (
        <Notice
          tone="warning"
          title={t('removalsTitle', { count: removed })}
          actions={removed > namedLimit && show('group.removed')}
        >
          {run.kind !== 'undo' && <p>{t('removalsText', { days: undoDays })}</p>}
          {runMayKeepOut[run.kind] && (
            <RunReturns run={run} keepsOut={commands.keepsOut} onKeepsOut={commands.setKeepsOut} />
          )}
          <NamedPeople run={run} outcomes={['removed', 'withdrawn']} count={removed} limit={namedLimit} />
        </Notice>
      )}
      {run.undoes?.kind === 'sync' && <Notice title={t('undoesSyncTitle')}>{t('undoesSyncText')}</Notice>}
      {noSeat > 0 && (
        <Notice
          tone="warning"
          title={t('noSeatTitle', { count: noSeat })}
          actions={noSeat > namedLimit && show('outcome.no_seat')}
        >
          <p>{t('noSeatText')}</p>
          <NamedPeople run={run} outcomes={['no_seat']} count={noSeat} limit={namedLimit} />
        </Notice>
      )}
      {unusable > 0 && (
        <Notice
          tone="warning"
          title={t(fromFile ? 'refusedTitle' : 'refusedTitlePeople', { count: unusable })}
          actions={show('group.refused')}
        >
          {t(fromFile ? 'refusedText' : 'refusedTextSelection')}
        </Notice>
      )}
      {unchanged > 0 && effectiveCount(counts) > 0 && (
        <Notice title={t('unchangedTitle', { count: unchanged })}>{t('unchangedText')}</Notice>
      )}
    </div>
  );
}

type PlanStandingProps = {
  readonly run: RunView;
  readonly plan: RunPlan;
  /** The plan that was confirmed and did not hold. */
  readonly before: RunPlan | null;
};

/** Whether a plan is another one than was confirmed, and whether it would do anything at all. */
export function PlanStanding({ run, plan, before }: PlanStandingProps) {
  const t = useTranslations('run.plan');
  return (
    <>
      {before !== null && before.digest !== plan.digest && <Changed before={before} plan={plan} />}
      {effectiveCount(plan.outcomes) === 0 &&
        (savesChoice(run.kind) ? (
          <Notice title={t('nothingSync')}>
            {t(run.kind === 'domain_add' ? 'nothingDomainText' : 'nothingSyncText')}
          </Notice>
        ) : (
          <Notice tone="warning" title={t('nothing')} />
        ))}
    </>
  );
}

/** Between the plan and the click the world went on: what is different. */
function Changed({ before, plan }: { readonly before: RunPlan; readonly plan: RunPlan }) {
  const t = useTranslations();
  const differences = planDifferences(before.outcomes, plan.outcomes);
  return (
    <Notice tone="warning" role="alert" title={t('run.plan.changedTitle')}>
      <p>{t('run.plan.changedText')}</p>
      {differences.length === 0 ? (
        <p>{t('run.plan.changedSame')}</p>
      ) : (
        <ul className="mt-1 list-disc pl-5 tabular-nums">
          {differences.map(({ outcome, before: was, after }) => (
            <li key={outcome}>
              {t('run.plan.difference', { outcome: t(`runOutcome.plan.${outcome}`), before: was, after })}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
