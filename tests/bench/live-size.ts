/** How much is measured: everything for the figures, a little so that the benchmark cannot rot. */
export interface LiveSize {
  readonly rounds: number;
  /** Invites, and round trips of each floor, per round. */
  readonly samples: number;
  readonly writers: readonly number[];
  /** Commits per round, shared by the writers. */
  readonly commits: number;
}
