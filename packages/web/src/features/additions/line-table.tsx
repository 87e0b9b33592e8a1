import { Button } from '@rollcall/client/ui/button.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import type { AdditionLine } from '@rollcall/core/members/contract.ts';
import { CircleCheck, CircleMinus, CircleX, MailQuestionMark } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AdditionGroup } from './addition-groups.ts';
import { useLineText } from './line-text.ts';

type LineTableProps = {
  readonly group: AdditionGroup;
  readonly title: string;
  readonly lines: readonly AdditionLine[];
  readonly tense: 'plan' | 'done';
  readonly actions?: ReactNode;
};

/** So many lines are shown before one asks for all. */
const shownAtFirst = 25;

const icons: Readonly<Record<AdditionGroup, ReactNode>> = {
  added: <CircleCheck aria-hidden="true" className="text-positive" />,
  invited: <MailQuestionMark aria-hidden="true" className="text-warning" />,
  unchanged: <CircleMinus aria-hidden="true" className="text-muted" />,
  refused: <CircleX aria-hidden="true" className="text-negative" />,
};

/** The lines of one group, each with its number in the paste and its answer. Nothing for an empty group. */
export function LineTable({ group, title, lines, tense, actions }: LineTableProps) {
  const t = useTranslations('plan');
  const lineText = useLineText(tense);
  const id = useId();
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, shownAtFirst);
  return (
    <Card aria-labelledby={id}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3 [&>svg]:size-5">
        {icons[group]}
        <h4 id={id} className="font-semibold text-base">
          {title}
        </h4>
        <span className="text-muted text-sm tabular-nums">{t('lines', { count: lines.length })}</span>
        {actions && <div className="ml-auto">{actions}</div>}
      </header>
      <table className="w-full table-fixed border-line border-t text-left text-sm" aria-labelledby={id}>
        <thead className="text-muted text-xs max-sm:sr-only">
          <tr className="bg-sunken/60">
            <th scope="col" className="h-8 w-16 pl-5 font-medium">
              {t('line')}
            </th>
            <th scope="col" className="px-3 font-medium">
              {t('entry')}
            </th>
            <th scope="col" className="pr-5 pl-3 font-medium">
              {t(tense === 'plan' ? 'result' : 'resultDone')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line, index) => (
            <tr
              key={keyOf(line, index)}
              className="border-line border-t max-sm:grid max-sm:grid-cols-[3.5rem_minmax(0,1fr)]"
            >
              <td className="py-2 pl-5 align-top text-muted tabular-nums">{line.line}</td>
              <th scope="row" className="px-3 py-2 wrap-anywhere align-top font-medium">
                <bdi>{line.text}</bdi>
              </th>
              <td className="py-2 pr-5 pl-3 align-top text-muted max-sm:col-start-2 max-sm:pt-0">
                {lineText(line)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < lines.length && (
        <div className="border-line border-t px-5 py-2.5">
          <Button size="small" variant="quiet" className="-ml-3" onClick={() => setAll(true)}>
            {t('showAll', { count: lines.length })}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** One line of the paste may hold the same address twice. */
function keyOf({ line }: AdditionLine, index: number): string {
  return `${line}-${index}`;
}
