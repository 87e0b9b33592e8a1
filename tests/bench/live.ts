import { startBenchDatabase } from './bench-app.ts';
import { measureInvite } from './live-invite.ts';
import { measureJoin } from './live-join.ts';
import type { LiveSize } from './live-size.ts';
import { measureWriters } from './live-writers.ts';
import type { BenchResult } from './report.ts';

export const fullLiveSize: LiveSize = { rounds: 7, samples: 200, writers: [16, 64], commits: 1_600 };

/** P-B1, P-B3, and the time from Join to the admin's cell: how fast live events are, and what they cost. */
export async function benchLive(size: LiveSize): Promise<BenchResult> {
  await using database = await startBenchDatabase();
  const invite = await measureInvite(database, size);
  const join = await measureJoin(database, size);
  const writers = [];
  for (const count of size.writers) writers.push(await measureWriters(database, size, count));
  return {
    goals: [...invite.goals, ...writers.flatMap((result) => result.goals)],
    information: [
      ...invite.information,
      ...join.information,
      ...writers.flatMap((result) => result.information),
    ],
  };
}
