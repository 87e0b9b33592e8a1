import { startBenchDatabase } from './bench-app.ts';
import { copyShare } from './import-copy.ts';
import { growthOf } from './import-growth.ts';
import type { ImportSize } from './import-size.ts';
import type { BenchResult } from './report.ts';

export const fullImportSize: ImportSize = { rounds: 5, rows: 100_000, manyRows: 1_000_000, joins: 400 };

/** P-A1 to P-A6: how fast a file of people becomes a list, how that grows, and what others notice of it. */
export async function benchImport(size: ImportSize): Promise<BenchResult> {
  await using database = await startBenchDatabase();
  const share = await copyShare(database, size);
  const growth = await growthOf(database, size, share.importMs);
  return {
    goals: [...share.goals, ...growth.goals],
    information: [...share.information, ...growth.information],
  };
}
