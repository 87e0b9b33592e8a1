import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../packages/server/src');

/** Files of the server whose text matches, relative to its sources. */
function filesWith(pattern: RegExp): string[] {
  return globSync('**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')))
    .sort();
}

describe('the one way onto a licence', () => {
  it('[METHOD-4] rows of people are made in one file', () => {
    expect(filesWith(/insert into member\b|insertInto\('member'\)/)).toEqual([
      'membership/write-admissions.ts',
    ]);
  });

  it('[METHOD-4] [SEAT-3] a row of a person is changed in membership alone, and the counters in one statement', () => {
    const changers = filesWith(/update member\b|updateTable\('member'\)/);
    expect(changers.filter((file) => !file.startsWith('membership/'))).toEqual([]);
    expect(changers.length).toBeGreaterThan(0);
    expect(filesWith(/_accepted\}?`? = |update license set/)).toEqual(['events/record-change.ts']);
  });
});
