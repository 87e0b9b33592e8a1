import { Button } from '@rollcall/client/ui/button.tsx';
import { classNames } from '@rollcall/client/ui/class-names.ts';
import { controlClasses } from '@rollcall/client/ui/field.tsx';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { Search } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import type { OuStanding } from './ou-choices.ts';
import { type OuForest, openRows, searchUnits } from './ou-forest.ts';
import { OuTree } from './ou-tree.tsx';
import type { useCounting } from './use-counting.ts';

type OuPickerProps = {
  readonly forest: OuForest;
  readonly standing: OuStanding;
  readonly startOpen: ReadonlySet<string>;
  readonly counting: ReturnType<typeof useCounting>;
  readonly onTick: (id: string) => void;
  readonly onType: (id: string, userType: UserType) => void;
};

/** The tree with its search and its counting. A search opens what it finds, and leaves open what was. */
export function OuPicker({ forest, standing, startOpen, counting, onTick, onType }: OuPickerProps) {
  const t = useTranslations('sync.tree');
  const [open, setOpen] = useState(startOpen);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => (wanted === '' ? forest : searchUnits(forest, wanted)), [forest, wanted]);
  const rows = useMemo(() => {
    if (wanted === '') return openRows(found, open);
    return openRows(found, new Set(found.units.map(({ id }) => id).filter((id) => !closed.has(id))));
  }, [found, open, closed, wanted]);
  const all = forest.units.filter(({ id }) => forest.childrenOf.has(id));
  const allOpen = all.every(({ id }) => open.has(id));
  const onOpen = (id: string, isOpen: boolean) =>
    wanted === ''
      ? setOpen((before) => withOne(before, id, isOpen))
      : setClosed((before) => withOne(before, id, !isOpen));
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 pb-3 sm:px-6">
        <SearchField
          value={search}
          onChange={(text) => {
            setSearch(text);
            setClosed(new Set());
          }}
        />
        {wanted === '' && all.length > 1 && (
          <Button
            size="small"
            variant="quiet"
            onClick={() =>
              setOpen(new Set(allOpen ? forest.roots.map(({ id }) => id) : all.map(({ id }) => id)))
            }
          >
            {t(allOpen ? 'close' : 'open')}
          </Button>
        )}
        <Counting counting={counting} />
      </div>
      {rows.length === 0 ? (
        <p className="border-line border-t px-6 py-10 text-center text-muted text-sm">
          {t(wanted === '' ? 'empty' : 'noMatch')}
        </p>
      ) : (
        <OuTree
          forest={forest}
          rows={rows}
          standing={standing}
          onOpen={onOpen}
          onTick={onTick}
          onType={onType}
        />
      )}
    </>
  );
}

function withOne(before: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(before);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}

type SearchFieldProps = { readonly value: string; readonly onChange: (text: string) => void };

function SearchField({ value, onChange }: SearchFieldProps) {
  const t = useTranslations('sync.tree');
  return (
    <search className="relative w-full sm:w-72">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(controlClasses, 'h-9.5 pr-3 pl-9 touch:h-11')}
      />
    </search>
  );
}

/** How far the counting is, or the way to have it done again. */
function Counting({ counting }: Pick<OuPickerProps, 'counting'>) {
  const t = useTranslations('sync.tree');
  const problems = useTranslations('sync.problem');
  const { soFar, isCounted, isPending, start, error, problem } = counting;
  return (
    <>
      {soFar === null ? (
        <Button size="small" variant="quiet" className="sm:ml-auto" busy={isPending} onClick={start}>
          {t(isCounted ? 'countAgain' : 'count')}
        </Button>
      ) : (
        <p className="text-muted text-sm tabular-nums sm:ml-auto">{t('counting', { count: soFar })}</p>
      )}
      {problem !== null && soFar === null && error === null && (
        <p className="basis-full text-muted text-sm" role="status">
          {t('countFailed')}. {problems(`${problem}.what`)}
        </p>
      )}
      {error !== null && (
        <div className="basis-full">
          <CallProblem title={t('countFailed')} error={error} />
        </div>
      )}
    </>
  );
}
