import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One goal: a ratio of medians over interleaved rounds, never an absolute time. */
export interface GoalLine {
  readonly name: string;
  /** One ratio per round; the median is judged, the rest is the spread. */
  readonly ratios: readonly number[];
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
  /** What was touched. `wrong` says which count is not what it must be; that fails the benchmark. */
  readonly counts: string;
  readonly wrong: readonly string[];
}

/** Something worth knowing that is judged by nobody. */
export interface InformationLine {
  readonly name: string;
  readonly text: string;
}

export interface BenchResult {
  readonly goals: readonly GoalLine[];
  readonly information: readonly InformationLine[];
}

/** The middle, or any other place of a sorted list: `at` of 0.5 is the median, 0.99 the 99th percentile. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * at) - 1));
  const found = sorted[index];
  if (found === undefined) throw new Error('There is no quantile of nothing');
  return found;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function verdictOf(line: GoalLine): 'met' | 'missed' | 'failed' {
  if (line.wrong.length > 0) return 'failed';
  const ratio = median(line.ratios);
  const met = 'atMost' in line.goal ? ratio <= line.goal.atMost : ratio >= line.goal.atLeast;
  return met ? 'met' : 'missed';
}

/** `name  ratio  goal  met|missed  counts`, as it is printed and kept. */
export function formatGoal(line: GoalLine): string {
  const spread = `${Math.min(...line.ratios).toFixed(2)}–${Math.max(...line.ratios).toFixed(2)}`;
  const goal = 'atMost' in line.goal ? `≤ ${line.goal.atMost}` : `≥ ${line.goal.atLeast}`;
  const wrong = line.wrong.length > 0 ? `  WRONG: ${line.wrong.join('; ')}` : '';
  const ratio = median(line.ratios).toFixed(2);
  return `${line.name}  ${ratio} (${spread})  ${goal}  ${verdictOf(line)}  ${line.counts}${wrong}`;
}

/** Prints the lines and keeps them as JSON in `bench-results/`. */
export async function report(bench: string, result: BenchResult): Promise<void> {
  for (const line of result.goals) console.log(formatGoal(line));
  for (const line of result.information) console.log(`${line.name}  ${line.text}`);
  const folder = join(import.meta.dirname, '..', '..', 'bench-results');
  await mkdir(folder, { recursive: true });
  const goals = result.goals.map((line) => ({
    ...line,
    ratio: median(line.ratios),
    verdict: verdictOf(line),
  }));
  const kept = { bench, at: new Date().toISOString(), goals, information: result.information };
  await writeFile(join(folder, `${bench}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}
