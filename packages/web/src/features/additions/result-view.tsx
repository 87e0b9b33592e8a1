import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { splitAddresses } from '@rollcall/core/members/split-addresses.ts';
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type AdditionGroup, groupLines, groupOrder } from './addition-groups.ts';
import { LineTable } from './line-table.tsx';
import type { DoneStep } from './use-addition.ts';

type ResultViewProps = {
  readonly step: DoneStep;
  readonly showUsers: ReactNode;
  readonly onMore: () => void;
};

/** What happened to each line. Those that were refused can be copied, corrected and added again. */
export function ResultView({ step, showUsers, onMore }: ResultViewProps) {
  const t = useTranslations('done');
  const groupTitle = useTranslations('doneGroup');
  const { lines, text } = step;
  const groups = groupLines(lines);
  const refused = useMemo(() => {
    // The answer has a long line shortened; the paste has it whole, in the same order.
    const whole = splitAddresses(text);
    const left = new Set(groupLines(lines).refused);
    return lines.flatMap((line, index) => (left.has(line) ? [whole[index]?.text ?? line.text] : []));
  }, [lines, text]);
  return (
    <>
      <Notice tone={groups.added.length + groups.invited.length > 0 ? 'success' : 'warning'}>
        <h3 data-step tabIndex={-1} className="font-semibold text-base outline-none">
          {headline(t, groups)}
        </h3>
        {refused.length > 0 && (
          <p className="mt-0.5">
            {t('refusedTitle', { count: refused.length })}. {t('refusedText')}
          </p>
        )}
      </Notice>
      <div className="flex flex-wrap gap-2">
        {showUsers}
        <Button onClick={onMore}>{t('addMore')}</Button>
      </div>
      {resultOrder.map((group) => (
        <LineTable
          key={group}
          group={group}
          title={groupTitle(group)}
          lines={groups[group]}
          tense="done"
          actions={group === 'refused' && <CopyButton value={refused.join('\n')} label={t('copyRefused')} />}
        />
      ))}
    </>
  );
}

/** What still needs doing comes first. */
const resultOrder = ['refused', ...groupOrder.filter((group) => group !== 'refused')] as const;

function headline(
  t: ReturnType<typeof useTranslations<'done'>>,
  { added, invited }: Readonly<Record<AdditionGroup, readonly unknown[]>>,
): string {
  const count = added.length + invited.length;
  if (count === 0) return t('titleNobody');
  if (invited.length === 0) return t('titleAdded', { count });
  return added.length === 0 ? t('titleInvited', { count }) : t('titleMixed', { count });
}
