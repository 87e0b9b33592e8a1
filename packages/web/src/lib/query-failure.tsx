import { ReadFailure } from './read-failure.tsx';

type QueryFailureProps = {
  readonly title: string;
  /** The query that failed; to try again is to fetch it anew. */
  readonly query: { readonly error: unknown; readonly isFetching: boolean; refetch(): Promise<unknown> };
  readonly level?: 1 | 2 | 3;
};

/** What a query asks for could not be read. */
export function QueryFailure({ title, query, level = 2 }: QueryFailureProps) {
  return (
    <ReadFailure
      title={title}
      error={query.error}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
      level={level}
    />
  );
}
