/** The clocks of the job runner. Tests turn them instead of waiting. All in ms. */
export interface JobTiming {
  /** How long a run is held without a sign of life of who works on it. A portion must be shorter. */
  readonly leaseMs: number;
  /** How often runs are looked for that nobody works on, though somebody should. */
  readonly sweepMs: number;
  /** How long portions of one run are worked before another run has its turn. */
  readonly turnMs: number;
  /** The pause after a run's first failure; each further one doubles it, up to `longestRetryMs`. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** How often the queue is looked at when no notice of a job arrives. */
  readonly pollMs: number;
  /** The pause before the queue is opened again after its connection was lost. */
  readonly reopenMs: number;
}

export const jobTiming: JobTiming = {
  leaseMs: 30_000,
  sweepMs: 5_000,
  turnMs: 1_000,
  retryMs: 1_000,
  longestRetryMs: 60_000,
  pollMs: 2_000,
  reopenMs: 1_000,
};
