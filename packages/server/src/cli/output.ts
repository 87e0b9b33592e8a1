import type { PoolUsage } from '@rollcall/core/licenses/pools.ts';
import type { GrantsGiven } from '../vendor/grants.ts';

/** What a command answers: for people as text, with `--json` as one document. */
export interface Answer {
  readonly text: string;
  readonly json: unknown;
}

/** Columns by their headings, as wide as they need to be. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings.map((heading) => heading.toUpperCase()), ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A table, or a sentence where there is nothing. */
export function tableOr(
  empty: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return rows.length === 0 ? empty : table(headings, rows);
}

/** `2027-08-01`, with the time where it is not midnight in UTC. */
export function day(at: Date): string {
  const [date, time] = at.toISOString().split('T');
  return time === '00:00:00.000Z' ? (date ?? '') : at.toISOString();
}

/** `12 + 3 of 40`: used, reserved, bought. */
export function seats(pool: PoolUsage): string {
  const over = pool.over > 0 ? `, over by ${pool.over}` : '';
  return `${pool.used} + ${pool.reserved} of ${pool.total ?? 'unlimited'}${over}`;
}

/** What was granted on the way, as a sentence of its own; '' when nothing was. */
export function grantsText({ licenseAdmin, domainAdmin }: GrantsGiven): string {
  if (licenseAdmin + domainAdmin === 0) return '';
  return `\nNew grants: ${licenseAdmin} of license admin, ${domainAdmin} of domain admin.`;
}
