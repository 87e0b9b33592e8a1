import { Button } from '@rollcall/client/ui/button.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { SelectionVerb } from '@rollcall/core/runs/run-kind.ts';
import { X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/list-order.ts';
import type { MemberIntent } from './member-intent.ts';
import { useVerbText, verbIcons } from './member-menu.tsx';
import {
  makesSense,
  nobodySelected,
  type Selection,
  selectedCount,
  selectionInput,
  tickLimit,
} from './selection.ts';
import type { LiveList } from './use-live-rows.ts';
import { useStartSelection } from './use-start-selection.ts';

const ChangeTypeDialog = lazy(async () => ({
  default: (await import('./change-type-dialog.tsx')).ChangeTypeDialog,
}));

const verbs = [
  'remind',
  'reinvite',
  'change_type',
  'withdraw',
  'remove',
] as const satisfies readonly SelectionVerb[];

type BulkBarProps = {
  readonly selection: Selection;
  readonly tooMany: boolean;
  readonly query: ListQuery;
  readonly total: LiveList['total'];
  readonly onSelect: (selection: Selection) => void;
  readonly onRun: (runId: RunId) => void;
  /** The one person whose user type is to be changed, chosen from their row. */
  readonly changesType: MemberIntent | null;
  readonly onTypeChanged: () => void;
};

/** What can be done with those who are ticked. Nothing happens before a plan was shown. */
export function BulkBar(props: BulkBarProps) {
  const { selection, onRun, changesType, onTypeChanged } = props;
  const t = useTranslations('users.bulk');
  const [asksType, setAsksType] = useState(false);
  const start = useStartSelection((runId) => {
    setAsksType(false);
    onTypeChanged();
    onRun(runId);
  });
  const count = selectedCount(selection);
  const verbText = useVerbText();
  const begin = (verb: SelectionVerb) => {
    const input = selectionInput(selection);
    if (verb === 'change_type') setAsksType(true);
    else if (input !== null) start.run({ verb, selection: input, userType: null });
  };
  const one = changesType?.row;
  return (
    <>
      {count > 0 && (
        <section
          aria-label={t('label')}
          className="sticky bottom-0 z-20 mt-3 flex flex-col gap-2 rounded-t-lg border border-line border-b-0 bg-overlay p-3 shadow-overlay sm:px-4"
        >
          <Chosen {...props} />
          <CallProblem title={t('failed')} error={asksType ? null : start.error} />
          <div className="flex flex-wrap gap-2 max-sm:*:disabled:hidden">
            {verbs.map((verb) => (
              <Button
                key={verb}
                size="small"
                variant={verb === 'remove' ? 'danger' : 'secondary'}
                icon={verbIcons[verb]}
                disabled={!makesSense(selection, verb) || start.isPending}
                onClick={() => begin(verb)}
              >
                {verbText(verb)}
              </Button>
            ))}
          </div>
        </section>
      )}
      <Suspense>
        {(asksType || one !== undefined) && (
          <ChangeTypeDialog
            who={one ?? null}
            count={one === undefined ? count : 1}
            busy={start.isPending}
            error={start.error}
            onClose={() => {
              setAsksType(false);
              onTypeChanged();
              start.reset();
            }}
            onPick={(userType) => {
              const input =
                one === undefined
                  ? selectionInput(selection)
                  : { kind: 'some' as const, memberIds: [one.id] };
              if (input !== null) start.run({ verb: 'change_type', selection: input, userType });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

/** How many are ticked, and the ways to more and to none. */
function Chosen({ selection, tooMany, query, total, onSelect }: BulkBarProps) {
  const t = useTranslations('users.bulk');
  const { license } = useLicenseFeed();
  const count = selectedCount(selection);
  const all = total?.count ?? 0;
  const everybody = { kind: 'all', filter: query.filter, seq: license.seq, total: all } as const;
  const offersAll = selection.kind === 'some' && total !== null && all > count;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <p role="status" className="font-semibold tabular-nums">
        {t(selection.kind === 'all' && !selection.isExact ? 'selectedAtLeast' : 'selected', { count })}
      </p>
      {tooMany && <p className="text-warning-ink">{t('tooMany', { limit: tickLimit })}</p>}
      {offersAll && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => onSelect({ ...everybody, isExact: total.isExact, except: new Set() })}
        >
          {t(total.isExact ? 'all' : 'allAtLeast', { count: all })}
        </Button>
      )}
      <Button
        size="small"
        variant="quiet"
        icon={<X aria-hidden="true" className="max-sm:hidden" />}
        className="ml-auto max-sm:-mr-2 max-sm:px-2"
        onClick={() => onSelect(nobodySelected)}
      >
        {t('clear')}
      </Button>
    </div>
  );
}
