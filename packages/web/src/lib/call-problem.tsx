import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';

type CallProblemProps = { readonly title: string; readonly error: unknown; readonly text?: string };

/** Why the last click changed nothing, beside what was clicked. Nothing when it did not fail. */
export function CallProblem({ title, error, text }: CallProblemProps) {
  const errorText = useErrorText();
  if (!error) return null;
  return (
    <Notice tone={refusalOf(error) === null ? 'warning' : 'error'} title={title} role="alert">
      {text ?? errorText(error)}
    </Notice>
  );
}
