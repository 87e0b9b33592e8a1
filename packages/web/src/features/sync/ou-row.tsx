import { classNames } from '@rollcall/client/ui/class-names.ts';
import { type UserType, userType } from '@rollcall/core/licenses/seats.ts';
import type { OuChoice } from '@rollcall/core/sync/ou-tree.ts';
import { ChevronRight } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { useTranslations } from 'use-intl';
import type { OuRow as Row } from './ou-forest.ts';
import { TickMark } from './tick-mark.tsx';

type OuRowProps = {
  readonly id: string;
  readonly row: Row;
  /** Whether the keyboard stands here. */
  readonly isActive: boolean;
  /** In it and below it; null while they have not been counted. */
  readonly people: number | null;
  readonly tick: 'all' | 'some' | 'none';
  readonly choice: OuChoice | undefined;
  readonly style: CSSProperties;
  readonly onPoint: () => void;
  readonly onOpen: (id: string, open: boolean) => void;
  readonly onTick: (id: string) => void;
  readonly onType: (id: string, userType: UserType) => void;
};

const ariaChecked = { all: true, some: 'mixed', none: false } as const;
/** Deeper than this the lines are not moved in any further: their level is told all the same. */
const deepestIndent = 7;

/** One OU: open or closed, ticked or not, how many people, and what they become. */
export function OuRow(props: OuRowProps) {
  const { id, row, isActive, people, tick, choice, style, onPoint, onOpen, onTick, onType } = props;
  const { unit, level, place, siblings, isOpen } = row;
  const t = useTranslations('sync.tree');
  const counted = people === null ? t('peopleUnknown') : t('people', { count: people });
  const becomes = choice?.included === true ? choice.userType : null;
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-setsize={siblings}
      aria-posinset={place}
      aria-checked={ariaChecked[tick]}
      {...(isOpen !== null && { 'aria-expanded': isOpen })}
      title={unit.path}
      onMouseDown={(event) => {
        onPoint();
        // The tree keeps the focus: its keys go on from here.
        if (!(event.target instanceof HTMLSelectElement)) {
          event.preventDefault();
          event.currentTarget.closest<HTMLElement>('[role=tree]')?.focus({ preventScroll: true });
        }
      }}
      style={{ ...style, paddingLeft: `${Math.min(level - 1, deepestIndent) * 1.25 + 0.5}rem` }}
      className={classNames(
        'absolute inset-x-0 top-0 flex items-center gap-1 border-line border-b pr-3 text-sm last:border-b-0 hover:bg-hover',
        isActive && 'group-focus-visible/tree:bg-accent-soft',
      )}
    >
      <Chevron isOpen={isOpen} onToggle={() => onOpen(unit.id, isOpen !== true)} />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Space does the same, by the tree */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the line around it is what is told as ticked */}
      <div
        onClick={() => onTick(unit.id)}
        className="flex min-h-9 min-w-0 flex-1 cursor-pointer items-center gap-2.5"
      >
        <TickMark tick={tick} />
        <span className="flex min-w-0 flex-1 items-baseline gap-x-3 max-sm:flex-col">
          <bdi className={classNames('max-w-full truncate', becomes !== null && 'font-medium')}>
            {unit.name === '' ? unit.path : unit.name}
          </bdi>{' '}
          <span className="shrink-0 text-muted text-xs tabular-nums sm:ml-auto">{counted}</span>
        </span>
      </div>
      <span className="ml-2 w-27 shrink-0">
        {becomes !== null && (
          <TypeSelect
            label={t('userType', { name: unit.name })}
            value={becomes}
            isActive={isActive}
            onPick={(picked) => onType(unit.id, picked)}
          />
        )}
      </span>
    </div>
  );
}

/** Opens and closes with the mouse; the arrow keys do the same, by the tree. */
function Chevron({ isOpen, onToggle }: { readonly isOpen: boolean | null; readonly onToggle: () => void }) {
  if (isOpen === null) return <span className="w-8 shrink-0" />;
  return (
    <span
      aria-hidden="true"
      onClick={onToggle}
      className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-sm text-muted hover:bg-pressed hover:text-ink touch:size-10"
    >
      <ChevronRight className={classNames('size-4 transition-transform', isOpen && 'rotate-90')} />
    </span>
  );
}

type TypeSelectProps = {
  readonly label: string;
  readonly value: UserType;
  readonly isActive: boolean;
  readonly onPick: (userType: UserType) => void;
};

/** What the people of an OU become. The Tab key reaches the one of the line on which the keyboard stands. */
const TypeSelect = memo(function TypeSelect({ label, value, isActive, onPick }: TypeSelectProps) {
  const types = useTranslations('userType');
  return (
    <select
      aria-label={label}
      value={value}
      tabIndex={isActive ? 0 : -1}
      onKeyDown={(event) => event.stopPropagation()}
      onChange={(event) => {
        const picked = userType.options.find((one) => one === event.target.value);
        if (picked !== undefined) onPick(picked);
      }}
      className="h-8 w-full cursor-pointer rounded-sm border border-control/60 bg-raised pl-2 text-ink text-sm hover:border-control touch:h-10 touch:text-[1rem]"
    >
      {userType.options.map((value) => (
        <option key={value} value={value} className="bg-overlay text-ink">
          {types(value)}
        </option>
      ))}
    </select>
  );
});
