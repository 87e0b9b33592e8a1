import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { ExceptionLines, linesOf } from './exception-lines.tsx';
import type { DoneStep, ExceptionMaker } from './use-exception-maker.ts';

type ExceptionResultProps = { readonly step: DoneStep; readonly maker: ExceptionMaker };

/** What happened to each line, with the way back. */
export function ExceptionResult({ step, maker }: ExceptionResultProps) {
  const t = useTranslations('features.many');
  const { planning, takeBack, startAgain } = maker;
  const count = linesOf('changed', step.lines).length;
  const refused = linesOf('refused', step.lines).map(({ text }) => text);
  const canTakeBack = count > 0 && Object.values(step.changes).some((rule) => rule !== 'as_type');
  return (
    <>
      <Notice tone={count > 0 ? 'success' : 'warning'}>
        <h4 data-step tabIndex={-1} className="font-semibold text-base outline-none">
          {t('done', { count })}
        </h4>
        {count > 0 && <p>{t('doneText')}</p>}
      </Notice>
      <div className="flex flex-wrap gap-2">
        <Button onClick={startAgain}>{t('more')}</Button>
        {canTakeBack && (
          <Button busy={planning.isPending} onClick={() => takeBack(step)}>
            {t('takeBack')}
          </Button>
        )}
      </div>
      <CallProblem title={t('planFailed')} error={planning.error} />
      <ExceptionLines
        group="refused"
        lines={step.lines}
        tense="done"
        actions={<CopyButton value={refused.join('\n')} label={t('copyOthers')} />}
      />
      <ExceptionLines group="changed" lines={step.lines} tense="done" />
      <ExceptionLines group="unchanged" lines={step.lines} tense="done" />
    </>
  );
}
