import { useMediaQuery } from '@rollcall/client/ui/use-media-query.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { OuStanding } from './ou-choices.ts';
import type { OuForest, OuRow as Row } from './ou-forest.ts';
import { OuRow } from './ou-row.tsx';
import { useTreeKeys } from './use-tree-keys.ts';

type OuTreeProps = {
  readonly forest: OuForest;
  readonly rows: readonly Row[];
  readonly standing: OuStanding;
  readonly onOpen: (id: string, open: boolean) => void;
  readonly onTick: (id: string) => void;
  readonly onType: (id: string, userType: UserType) => void;
};

const wideRowPx = 42;
const narrowRowPx = 60;

/**
 * The OUs as a tree that the keyboard walks through: one stop for all of it, and one more for the user type of the line
 * on which it stands. Only the lines in sight are in the document; their numbers say which.
 */
export function OuTree({ forest, rows, standing, onOpen, onTick, onType }: OuTreeProps) {
  const t = useTranslations('sync.tree');
  const helpId = useId();
  const treeId = useId();
  const box = useRef<HTMLDivElement>(null);
  const rowPx = useMediaQuery('(min-width: 40rem)') ? wideRowPx : narrowRowPx;
  const keys = useTreeKeys({
    rows,
    onOpen,
    onTick,
    onMove: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  });
  const { active } = keys;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => rows[index]?.unit.id ?? index,
    overscan: 12,
    // The line on which the keyboard stands is named by the tree, so it is there even out of sight.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
  });
  const idOf = (index: number) => `${treeId}-${rows[index]?.unit.id}`;
  return (
    <>
      <p id={helpId} className="sr-only">
        {t('help')}
      </p>
      <div
        ref={box}
        role="tree"
        tabIndex={0}
        aria-label={t('label')}
        aria-describedby={helpId}
        aria-multiselectable="true"
        aria-activedescendant={rows.length === 0 ? undefined : idOf(active)}
        onKeyDown={keys.onKeyDown}
        className="group/tree max-h-[min(34rem,70vh)] overflow-y-auto border-line border-y focus-visible:-outline-offset-2"
      >
        <div role="none" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            return (
              row && (
                <OuRow
                  key={key}
                  id={idOf(index)}
                  row={row}
                  isActive={index === active}
                  people={forest.peopleBelow.get(row.unit.id) ?? null}
                  tick={standing.ticks.get(row.unit.id) ?? 'none'}
                  choice={standing.effective.get(row.unit.id)}
                  style={{ height: rowPx, transform: `translateY(${start}px)` }}
                  onPoint={() => keys.setActive(index)}
                  onOpen={onOpen}
                  onTick={onTick}
                  onType={onType}
                />
              )
            );
          })}
        </div>
      </div>
    </>
  );
}
