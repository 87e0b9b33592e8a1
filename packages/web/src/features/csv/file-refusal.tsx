import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useErrorText, useRefusalText } from '@rollcall/client/words/error-text.ts';
import type { CsvProblem } from '@rollcall/core/runs/csv-contract.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { FileGone } from './inspect-file.ts';

/** A file that the browser itself sees cannot be used. */
export function LocalProblem({ problem }: { readonly problem: CsvProblem }) {
  const t = useTranslations('csv.problem');
  const refusalText = useRefusalText();
  return (
    <Notice tone="error" role="alert" title={t('title')}>
      {refusalText({ code: 'FILE_NOT_READABLE', details: { problem, line: null } })} {t('nothing')}
    </Notice>
  );
}

type FileRefusalProps = {
  /** What was not done. */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
};

/** Why a file was not looked at or not taken, and what to do. Nothing when it was. */
export function FileRefusal({ title, error, onRetry }: FileRefusalProps) {
  const t = useTranslations();
  const errorText = useErrorText();
  if (!error) return null;
  if (error instanceof FileGone) {
    return (
      <Notice tone="error" role="alert" title={title}>
        {t('csv.file.unreadable')}
      </Notice>
    );
  }
  const refusal = refusalOf(error);
  if (refusal?.code === 'FILE_NOT_READABLE' || refusal?.code === 'TOO_LARGE') {
    return (
      <Notice tone="error" role="alert" title={t('csv.problem.title')}>
        {errorText(error)} {t('csv.problem.nothing')}
      </Notice>
    );
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <CallProblem title={title} error={error} />
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
    </div>
  );
}
