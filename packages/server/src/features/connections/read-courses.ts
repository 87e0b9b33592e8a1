import type { LicenseId } from '@rollcall/core/ids.ts';
import type { CourseView } from '@rollcall/core/sync/contract.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { connectionKey } from '../../connections/connection-row.ts';
import { allPages } from '../../integrations/all-pages.ts';
import type { FoundCourse, FoundPerson, Page } from '../../integrations/upstream.ts';
import { type OpenedConnection, withUpstream } from './open-connection.ts';

/** Requests to the other system at once, for one who waits. */
const atOnce = 4;

/** Pages of a list, at most: nobody teaches more classes, and no class has more people. */
const pageLimit = 100;

/** The classes of the connected teacher: those that go on, and those that are followed though they are archived. */
export async function readCourses(
  app: AppContext,
  who: SignedIn,
  licenseId: LicenseId,
): Promise<{ courses: CourseView[] }> {
  return withUpstream(app, who, { licenseId, source: 'classroom' }, async (opened) => {
    const { upstream, signal } = opened;
    const chosen = await readChosen(app, opened);
    const found = await readAll((token) => upstream.courses(token, signal));
    const listed = found.filter(({ id, state }) => state === 'active' || chosen.has(id));
    const courses = await mapSome(listed, (course) => courseView(opened, course, chosen.get(course.id)));
    return { courses: courses.toSorted(byStateAndName) };
  });
}

/** What is saved: classes with the co-teachers who come too. */
async function readChosen(
  app: AppContext,
  { place }: OpenedConnection,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await app.db.withTx({ district: place.districtId }, (tx) =>
    tx
      .selectFrom('sync_item')
      .select(['item_id', 'chosen_teachers'])
      .where((where) => where.and({ ...connectionKey(place), is_chosen: true }))
      .execute(),
  );
  return new Map(rows.map((row) => [row.item_id, row.chosen_teachers]));
}

async function courseView(
  { upstream, connection, signal }: OpenedConnection,
  course: FoundCourse,
  chosenTeachers: readonly string[] | undefined,
): Promise<CourseView> {
  const teachers = await readAll((token) => upstream.courseTeachers(course.id, token, signal));
  const students = await readAll((token) => upstream.courseStudents(course.id, token, signal));
  return {
    ...course,
    students: students.length,
    coTeachers: teachers.filter(({ id }) => id !== connection.subject).map(teacherView),
    chosen: chosenTeachers !== undefined,
    chosenTeachers: [...(chosenTeachers ?? [])],
  };
}

function teacherView({ id, name, email }: FoundPerson): CourseView['coTeachers'][number] {
  return { id, name: name ?? email ?? id, email };
}

function byStateAndName(one: CourseView, other: CourseView): number {
  if (one.state !== other.state) return one.state === 'active' ? -1 : 1;
  return one.name.localeCompare(other.name);
}

async function readAll<Item>(read: (token: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of allPages(pageLimit, read)) items.push(...page.items);
  return items;
}

/** Maps in order, a few at a time. */
async function mapSome<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let begin = 0; begin < items.length; begin += atOnce) {
    results.push(...(await Promise.all(items.slice(begin, begin + atOnce).map(map))));
  }
  return results;
}
