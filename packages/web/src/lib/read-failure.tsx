import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { ErrorState } from '@rollcall/client/ui/error-state.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';

type ReadFailureProps = {
  readonly title: string;
  readonly error: unknown;
  readonly retrying: boolean;
  readonly onRetry: () => void;
  readonly level?: 1 | 2 | 3;
};

/** Something could not be read: why, the way to try again, and the reference when the fault is ours. */
export function ReadFailure({ title, error, retrying, onRetry, level = 2 }: ReadFailureProps) {
  const errorText = useErrorText();
  const refusal = refusalOf(error);
  const correlationId = refusal?.code === 'INTERNAL' ? refusal.details.correlationId : undefined;
  return (
    <ErrorState
      title={title}
      description={correlationId === undefined ? errorText(error) : undefined}
      correlationId={correlationId}
      retrying={retrying}
      onRetry={onRetry}
      level={level}
    />
  );
}
