import { expect, it } from 'vitest';
import { findTypeSuspects, type PatternCounts } from './find-type-suspects.ts';

const pattern = (
  domain: string,
  shape: PatternCounts['shape'],
  student: number,
  teacher: number,
  other = 0,
): PatternCounts => ({ domain, shape, counts: { student, teacher, other } });
const told = (patterns: PatternCounts[]) =>
  findTypeSuspects(patterns).map(
    ({ domain, shape, looksLike, count }) => `${count} in ${domain} ${shape}: ${looksLike}`,
  );

it.each<[what: string, patterns: PatternCounts[], tells: string[]]>([
  ['a teacher among pupils', [pattern('p', 'with_number', 99, 1)], ['1 in p with_number: student']],
  ['a pupil among teachers', [pattern('s', 'without_number', 2, 60, 3)], ['2 in s without_number: teacher']],
  ['a pupil among others', [pattern('s', 'without_number', 1, 3, 60)], ['1 in s without_number: other']],
  ['nobody who stands out', [pattern('p', 'with_number', 500, 0)], []],
  ['a mixed pattern', [pattern('p', 'with_number', 90, 10)], []],
  ['a small pattern', [pattern('p', 'with_number', 28, 1)], []],
  [
    'few teachers of a shape of their own among many pupils',
    [pattern('p', 'with_number', 2_000, 0), pattern('p', 'without_number', 0, 60)],
    [],
  ],
  [
    'a pupil whose address is a teacher’s, and the reverse',
    [pattern('p', 'with_number', 2_000, 3), pattern('p', 'without_number', 2, 60)],
    ['3 in p with_number: student', '2 in p without_number: teacher'],
  ],
  [
    'a domain of one kind, whatever the shape',
    [pattern('p', 'with_number', 400, 4), pattern('p', 'without_number', 100, 1)],
    ['5 in p any: student'],
  ],
  ['teachers who are Other', [pattern('s', 'without_number', 0, 100, 100)], []],
])('[LIST-8] %s', (_what, patterns, tells) => {
  expect(told(patterns)).toEqual(tells);
});
