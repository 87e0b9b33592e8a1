import { api } from '@rollcall/client/api/api.ts';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { type ConnectionView, type OuTree, syncSelection } from '@rollcall/core/sync/contract.ts';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { ChooserFrame } from './chooser-frame.tsx';
import {
  choicesOf,
  type OuChoices,
  sentChoices,
  setUnitType,
  standingOf,
  summaryOf,
  toggleUnit,
  withoutUnits,
} from './ou-choices.ts';
import { arrangeUnits } from './ou-forest.ts';
import { OuPicker } from './ou-picker.tsx';
import { OuSummary } from './ou-summary.tsx';
import { useCounting } from './use-counting.ts';
import { usePlanSync } from './use-plan-sync.ts';
import { useSelectionDraft } from './use-selection-draft.ts';
import { VanishedNotice } from './vanished-notice.tsx';

type OuChooserProps = {
  readonly license: LicenseView;
  readonly connection: ConnectionView;
  readonly onRun: (runId: RunId) => void;
};

/** While people are counted it is asked how far that is. In ms. */
const countingPollMs = 1_500;

/** Which OUs the licence follows and what their people become: chosen, planned, and saved by confirming the plan. */
export function OuChooser(props: OuChooserProps) {
  const t = useTranslations('sync.choose');
  const reading = api.connection.ouTree.useQuery(
    { licenseId: props.license.id },
    {
      refetchInterval: ({ state }) =>
        state.data?.counting !== null && state.data !== undefined && countingPollMs,
    },
  );
  if (reading.data !== undefined) return <Chooser {...props} tree={reading.data} />;
  if (reading.isError) return <QueryFailure title={t('failed.ou')} query={reading} level={3} />;
  return (
    <div role="status" className="flex flex-col gap-3">
      <p className="text-muted text-sm">{t('loading.ou')}</p>
      <Skeleton className="h-80 rounded-lg" />
    </div>
  );
}

function Chooser({ license, connection, onRun, tree }: OuChooserProps & { readonly tree: OuTree }) {
  const { units, chosen } = tree;
  const forest = useMemo(() => arrangeUnits(units), [units]);
  const saved = useMemo(() => textOf(choicesOf(chosen)), [chosen]);
  const draft = useSelectionDraft({ licenseId: license.id, source: 'ou' }, saved);
  const choices = useMemo(() => readChoices(draft.value), [draft.value]);
  const standing = useMemo(() => standingOf(forest, choices), [forest, choices]);
  const summary = useMemo(() => summaryOf(forest, standing), [forest, standing]);
  const planning = usePlanSync(license.id, onRun);
  const counting = useCounting(license.id, tree);
  const [startOpen] = useState(() => openAtFirst(forest, choices));
  const plan = (wanted: OuChoices) => planning.plan({ source: 'ou', units: sentChoices(wanted) });
  const change = (next: OuChoices) => draft.set(textOf(next));
  return (
    <>
      <VanishedNotice
        connection={connection}
        busy={planning.isPending}
        onRemove={(ids) => plan(withoutUnits(readChoices(saved), ids))}
      />
      <ChooserFrame
        source="ou"
        license={license}
        draft={draft}
        planning={planning}
        isEmpty={summary.units === 0}
        onPlan={() => plan(choices)}
        summary={<OuSummary summary={summary} counting={counting} />}
      >
        <OuPicker
          forest={forest}
          standing={standing}
          startOpen={startOpen}
          counting={counting}
          onTick={(id) => change(toggleUnit(forest, choices, id))}
          onType={(id, userType) => change(setUnitType(forest, choices, id, userType))}
        />
      </ChooserFrame>
    </>
  );
}

const textOf = (choices: OuChoices) => JSON.stringify(sentChoices(choices));

/** What was kept in the tab, or nothing where that cannot be read. */
function readChoices(text: string): OuChoices {
  try {
    const selection = syncSelection.parse({ source: 'ou', units: JSON.parse(text) });
    return selection.source === 'ou' ? choicesOf(selection.units) : new Map();
  } catch {
    return new Map();
  }
}

/** The top of the tree, and what leads to all that somebody spoke about. */
function openAtFirst(forest: ReturnType<typeof arrangeUnits>, choices: OuChoices): ReadonlySet<string> {
  const open = new Set(forest.roots.map(({ id }) => id));
  for (const id of choices.keys()) {
    let at = forest.byId.get(id)?.parentId ?? null;
    while (at !== null && !open.has(at)) {
      open.add(at);
      at = forest.byId.get(at)?.parentId ?? null;
    }
  }
  return open;
}
