import type { OrgUnitView } from '@rollcall/core/sync/contract.ts';
import { expect, test } from 'vitest';
import {
  choicesOf,
  sentChoices,
  setUnitType,
  standingOf,
  summaryOf,
  toggleUnit,
  withoutUnits,
} from './ou-choices.ts';
import { arrangeUnits, openRows, searchUnits } from './ou-forest.ts';

function unit(path: string, people: number | null = 1): OrgUnitView {
  const above = path.split('/').slice(0, -1).join('/');
  return {
    id: path,
    parentId: path === '/' ? null : above === '' ? '/' : above,
    name: path.split('/').at(-1) || 'District',
    path,
    people,
  };
}

const forest = arrangeUnits([
  unit('/', 0),
  unit('/Students', 5),
  unit('/Students/Grade 10', 30),
  unit('/Students/Grade 9', 40),
  unit('/Staff', 12),
  unit('/Staff/Students teachers', 3),
]);
const sent = (choices: Parameters<typeof sentChoices>[0]) =>
  Object.fromEntries(sentChoices(choices).map(({ id, userType }) => [id, userType]));

test('[SYNC-2] ticking an OU takes what is below with it, and one below can be unticked and ticked again', () => {
  const ticked = toggleUnit(forest, new Map(), '/Students');
  expect(sent(ticked)).toEqual({ '/Students': 'student' });
  expect(standingOf(forest, ticked).ticks.get('/Students/Grade 9')).toBe('all');

  const without = toggleUnit(forest, ticked, '/Students/Grade 9');
  expect(sent(without)).toEqual({ '/Students': 'student', '/Students/Grade 9': null });
  expect(standingOf(forest, without).ticks.get('/Students')).toBe('some');
  expect(standingOf(forest, without).ticks.get('/')).toBe('some');

  expect(sent(toggleUnit(forest, without, '/Students/Grade 9'))).toEqual(sent(ticked));
  expect(sent(toggleUnit(forest, without, '/Students'))).toEqual(sent(ticked));
  expect(sent(toggleUnit(forest, ticked, '/Students'))).toEqual({});
});

test('[SYNC-2] people become what the path suggests, else what is chosen; a repeated choice is none', () => {
  const staff = toggleUnit(forest, toggleUnit(forest, new Map(), '/Staff'), '/Students');
  expect(sent(staff)).toEqual({ '/Staff': 'teacher', '/Students': 'student' });
  const own = setUnitType(forest, staff, '/Staff/Students teachers', 'other');
  expect(sent(own)['/Staff/Students teachers']).toBe('other');
  expect(sent(setUnitType(forest, own, '/Staff/Students teachers', 'teacher'))).toEqual(sent(staff));
  expect(sent(setUnitType(forest, staff, '/Students', 'other'))['/Students']).toBe('other');
});

test('the summary counts OUs and people by type, and no people while some are not counted', () => {
  const choices = choicesOf([
    { id: '/Students', userType: 'student' },
    { id: '/Students/Grade 9', userType: null },
    { id: '/Staff', userType: 'teacher' },
  ]);
  expect(summaryOf(forest, standingOf(forest, choices))).toEqual({
    units: 4,
    people: { student: 35, teacher: 15, other: 0 },
  });
  const half = arrangeUnits([unit('/', 0), unit('/Students', null)]);
  expect(summaryOf(half, standingOf(half, choices))).toEqual({ units: 1, people: null });
});

test('[SYNC-2] what is not in the tree any more stays chosen until it is taken out', () => {
  const choices = choicesOf([
    { id: 'gone', userType: 'student' },
    { id: '/Staff', userType: 'teacher' },
  ]);
  expect(sent(toggleUnit(forest, choices, '/Students'))).toHaveProperty('gone', 'student');
  expect(sent(withoutUnits(choices, ['gone']))).toEqual({ '/Staff': 'teacher' });
});

test('the tree shows what is open, in the order of its names, and a search keeps what leads there', () => {
  const rows = openRows(forest, new Set(['/', '/Students']));
  expect(rows.map(({ unit: { path }, level, place, siblings }) => [path, level, place, siblings])).toEqual([
    ['/', 1, 1, 1],
    ['/Staff', 2, 1, 2],
    ['/Students', 2, 2, 2],
    ['/Students/Grade 9', 3, 1, 2],
    ['/Students/Grade 10', 3, 2, 2],
  ]);
  const found = searchUnits(forest, 'grade 10');
  expect(found.units.map(({ path }) => path)).toEqual(['/', '/Students', '/Students/Grade 10']);
  expect(found.peopleBelow.get('/Students')).toBe(75);
});
