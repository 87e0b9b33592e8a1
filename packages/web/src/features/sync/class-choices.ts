import type { CourseView, SyncSelection } from '@rollcall/core/sync/contract.ts';

type SentCourse = Extract<SyncSelection, { source: 'classroom' }>['courses'][number];

/** The classes that are ticked, by their ids, each with the co-teachers who are. */
export type ClassChoices = ReadonlyMap<string, ReadonlySet<string>>;

export function savedClasses(courses: readonly CourseView[]): ClassChoices {
  return new Map(
    courses.filter(({ chosen }) => chosen).map(({ id, chosenTeachers }) => [id, new Set(chosenTeachers)]),
  );
}

export function classesOf(sent: readonly SentCourse[]): ClassChoices {
  return new Map(sent.map(({ id, teachers }) => [id, new Set(teachers)]));
}

/** As it is sent and kept, always in the same order. */
export function sentClasses(choices: ClassChoices): SentCourse[] {
  return [...choices]
    .map(([id, teachers]) => ({ id, teachers: [...teachers].sort() }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Ticks a class or unticks it. Its co-teachers come only when they are ticked themselves. */
export function toggleClass(choices: ClassChoices, id: string): ClassChoices {
  const next = new Map(choices);
  if (!next.delete(id)) next.set(id, new Set());
  return next;
}

export function toggleTeacher(choices: ClassChoices, id: string, teacher: string): ClassChoices {
  const teachers = new Set(choices.get(id));
  if (!teachers.delete(teacher)) teachers.add(teacher);
  return new Map(choices).set(id, teachers);
}

/** How much is ticked. A student in two classes counts in both: who that is shows in the plan. */
export function classSummary(courses: readonly CourseView[], choices: ClassChoices) {
  const ticked = courses.filter(({ id }) => choices.has(id));
  return {
    classes: choices.size,
    students: ticked.reduce((sum, { students }) => sum + students, 0),
    teachers: [...choices.values()].reduce((sum, teachers) => sum + teachers.size, 0),
  };
}
