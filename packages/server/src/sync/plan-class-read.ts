import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import type { FoundCourse } from '../integrations/upstream.ts';
import { incomplete } from './incomplete.ts';
import type { ReadPlan } from './read-plan.ts';

type ClassSelection = Extract<SyncSelection, { source: 'classroom' }>;
type ClassPlan = Extract<ReadPlan, { source: 'classroom' }>;

/**
 * What is to be read of the chosen classes: their students, and their teachers where co-teachers are chosen. The people of
 * a class that is archived or gone stay until somebody decides (SPEC CLASSROOM-4).
 */
export function planClassRead(
  courses: readonly FoundCourse[],
  { courses: chosen }: ClassSelection,
  self: ClassPlan['self'],
): ClassPlan {
  if (courses.some(({ id }) => id === '')) throw incomplete();
  // A class that stands on two pages is one: the later page counts.
  const stateOf = new Map(courses.map(({ id, state }) => [id, state]));
  const active = chosen.filter(({ id }) => stateOf.get(id) === 'active');
  return {
    source: 'classroom',
    parts: active.flatMap(({ id, teachers }) => [
      ...(teachers.length > 0 ? [{ people: 'teachers', courseId: id, chosen: teachers } as const] : []),
      { people: 'students', courseId: id } as const,
    ]),
    self,
    kept: chosen.filter(({ id }) => stateOf.get(id) !== 'active').map(({ id }) => id),
  };
}
