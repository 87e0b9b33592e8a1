import { expect, test } from 'vitest';
import { effectiveChoices, isSoundTree, type OuChoice, tickStates, unitsToRead } from './ou-tree.ts';

const units = [
  { id: 'root', parentId: null },
  { id: 'staff', parentId: 'root' },
  { id: 'students', parentId: 'root' },
  { id: 'middle', parentId: 'students' },
  { id: 'grade7', parentId: 'middle' },
  { id: 'grade8', parentId: 'middle' },
];
const student: OuChoice = { included: true, userType: 'student' };
const teacher: OuChoice = { included: true, userType: 'teacher' };
const out: OuChoice = { included: false };

test('[SYNC-2] children follow the nearest choice above them, and can be left out', () => {
  const chosen = new Map<string, OuChoice>([
    ['students', student],
    ['grade8', out],
    ['staff', teacher],
  ]);
  const effective = effectiveChoices(units, chosen);
  expect(Object.fromEntries(effective)).toEqual({
    root: out,
    staff: teacher,
    students: student,
    middle: student,
    grade7: student,
    grade8: out,
  });
  expect(Object.fromEntries(tickStates(units, effective))).toEqual({
    root: 'some',
    staff: 'all',
    students: 'some',
    middle: 'some',
    grade7: 'all',
    grade8: 'none',
  });
  expect(unitsToRead(units, effective)).toEqual(['staff', 'students']);
});

test('[SYNC-2] a choice below one that is left out is read by itself, and once', () => {
  const chosen = new Map<string, OuChoice>([
    ['students', out],
    ['grade7', student],
  ]);
  const effective = effectiveChoices(units, chosen);
  expect(effective.get('grade7')).toEqual(student);
  expect(unitsToRead(units, effective)).toEqual(['grade7']);
  const nested = effectiveChoices(units, new Map([...chosen, ['students', student], ['middle', out]]));
  expect(unitsToRead(units, nested)).toEqual(['students']);
});

test('[D07] a tree that contradicts itself neither hangs nor includes what nobody chose', () => {
  const broken = [
    { id: 'a', parentId: 'b' },
    { id: 'b', parentId: 'a' },
    { id: 'orphan', parentId: 'gone' },
  ];
  const effective = effectiveChoices(broken, new Map([['a', student]]));
  expect(effective.get('orphan')).toEqual(out);
  expect(effective.get('a')).toEqual(student);
  expect(tickStates(broken, effective).get('orphan')).toBe('none');
  expect(isSoundTree(broken)).toBe(false);
  expect(isSoundTree([...units, { id: 'staff', parentId: null }])).toBe(false);
  expect(isSoundTree(units)).toBe(true);
});
