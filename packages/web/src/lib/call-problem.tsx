import { mayHelpToRetry, refusalOf } from '@rollcall/client/api/refusal.ts';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { useTranslations } from 'use-intl';

type CallProblemProps = {
  /** What was not done, for a refusal. */
  readonly title: string;
  readonly error: unknown;
  /** True when the call would have changed something: when the answer or the database was lost, it perhaps has. */
  readonly changes?: boolean;
};

/** Why the last click did not work, beside what was clicked. Nothing when it did. */
export function CallProblem({ title, error, changes = false }: CallProblemProps) {
  const t = useTranslations('app.unsure');
  const errorText = useErrorText();
  if (!error) return null;
  const unanswered = refusalOf(error) === null;
  const unsure = changes && mayHelpToRetry(error);
  return (
    <Notice
      tone={unanswered || unsure ? 'warning' : 'error'}
      title={unsure ? t('title') : title}
      role="alert"
    >
      {unsure && unanswered ? t('text') : errorText(error)}
    </Notice>
  );
}
