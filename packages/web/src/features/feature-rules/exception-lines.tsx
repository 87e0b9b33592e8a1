import { Button } from '@rollcall/client/ui/button.tsx';
import { isAddressReason } from '@rollcall/client/words/address-reason.ts';
import type { ExceptionLine, ExceptionOutcome } from '@rollcall/core/features/contract.ts';
import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';

type LineGroup = 'changed' | 'unchanged' | 'refused';

const groupOf: Readonly<Record<ExceptionOutcome, LineGroup>> = {
  changed: 'changed',
  unchanged: 'unchanged',
  duplicate: 'unchanged',
  not_member: 'refused',
  invalid_email: 'refused',
};

/** The lines of one group, in the order of the paste. */
export function linesOf(group: LineGroup, lines: readonly ExceptionLine[]): readonly ExceptionLine[] {
  return lines.filter(({ outcome }) => groupOf[outcome] === group);
}

const icons: Readonly<Record<LineGroup, ReactNode>> = {
  changed: <CircleCheck aria-hidden="true" className="size-5 text-positive" />,
  unchanged: <CircleMinus aria-hidden="true" className="size-5 text-muted" />,
  refused: <CircleX aria-hidden="true" className="size-5 text-negative" />,
};

/** So many lines are shown before one asks for all. */
const shownAtFirst = 25;

type ExceptionLinesProps = {
  readonly group: LineGroup;
  readonly lines: readonly ExceptionLine[];
  readonly tense: 'plan' | 'done';
  readonly actions?: ReactNode;
};

/** The lines of one group, each with its number in the paste and its answer. Nothing for an empty group. */
export function ExceptionLines({ group, lines: all, tense, actions }: ExceptionLinesProps) {
  const t = useTranslations('features.many');
  const reasons = useTranslations('lineReason');
  const id = useId();
  const [open, setOpen] = useState(false);
  const lines = linesOf(group, all);
  if (lines.length === 0) return null;
  const shown = open ? lines : lines.slice(0, shownAtFirst);
  const said = ({ outcome, reason }: ExceptionLine) => {
    const text = t(`${tense === 'plan' ? 'outcomePlan' : 'outcomeDone'}.${outcome}`);
    return isAddressReason(reason) ? `${text}. ${reasons(reason)}` : text;
  };
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        {icons[group]}
        <h5 id={id} className="font-semibold text-sm">
          {t(`${tense === 'plan' ? 'groupPlan' : 'groupDone'}.${group}`)}
        </h5>
        <span className="text-muted text-sm tabular-nums">{t('lines', { count: lines.length })}</span>
        {actions && <div className="ml-auto">{actions}</div>}
      </header>
      <table aria-labelledby={id} className="w-full table-fixed border-line border-t text-left text-sm">
        <thead className="text-muted text-xs max-sm:sr-only">
          <tr className="bg-sunken/60">
            <th scope="col" className="h-8 w-16 pl-4 font-medium">
              {t('line')}
            </th>
            <th scope="col" className="px-3 font-medium">
              {t('entry')}
            </th>
            <th scope="col" className="pr-4 pl-3 font-medium">
              {t('result')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line, index) => (
            <tr
              key={keyOf(line, index)}
              className="border-line border-t max-sm:grid max-sm:grid-cols-[3.5rem_minmax(0,1fr)]"
            >
              <td className="py-2 pl-4 align-top text-muted tabular-nums">{line.line}</td>
              <th scope="row" className="px-3 py-2 wrap-anywhere align-top font-medium">
                <bdi>{line.text}</bdi>
              </th>
              <td className="py-2 pr-4 pl-3 align-top text-muted max-sm:col-start-2 max-sm:pt-0">
                {said(line)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < lines.length && (
        <div className="border-line border-t px-4 py-2">
          <Button size="small" variant="quiet" className="-ml-3" onClick={() => setOpen(true)}>
            {t('showAll', { count: lines.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

/** One line of the paste may hold the same address twice. */
function keyOf({ line }: ExceptionLine, index: number): string {
  return `${line}-${index}`;
}
