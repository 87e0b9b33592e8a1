import { familyNames, givenNames } from '../../generate/names.ts';
import { createRandom } from '../../generate/random.ts';
import type { Store } from '../../store/store.ts';
import { addLmsCourse, enroll, type LmsCourse } from '../store/courses.ts';
import { addLmsPerson } from '../store/people.ts';

export interface LmsCourseSpec {
  readonly title: string;
  readonly learners: number;
  readonly seed: number;
  /** What pupils' addresses end with. */
  readonly domain: string;
  /** Every nth pupil has no address; 0 is nobody. */
  readonly withoutEmailEvery?: number | undefined;
  /** Every nth pupil has no name. */
  readonly withoutNameEvery?: number | undefined;
  /** Ids or addresses of those who teach it. */
  readonly instructors?: readonly string[] | undefined;
  readonly sharesRoster?: boolean | undefined;
}

/** Writes a course of any size; the same seed makes the same people. */
export function generateLmsCourse(store: Store, school: string, spec: LmsCourseSpec): LmsCourse {
  const random = createRandom(spec.seed);
  const isNth = (index: number, every = 0): boolean => every > 0 && index % every === every - 1;
  return store.transaction(() => {
    const course = addLmsCourse(store, school, {
      id: random.digits(8),
      title: spec.title,
      sharesRoster: spec.sharesRoster,
    });
    for (const key of spec.instructors ?? []) enroll(store, school, course.id, key, 'instructor');
    for (let index = 0; index < spec.learners; index += 1) {
      const nameless = isNth(index, spec.withoutNameEvery);
      const id = `${random.letters(8)}-${random.letters(4)}-${random.letters(12)}`;
      const givenName = random.pick(givenNames);
      const familyName = random.pick(familyNames);
      const email = isNth(index, spec.withoutEmailEvery)
        ? null
        : `${random.letters(6)}.${index}@${spec.domain}`;
      const named = nameless ? {} : { givenName, familyName };
      addLmsPerson(store, school, { id, email, ...named });
      enroll(store, school, course.id, id);
    }
    return course;
  });
}
