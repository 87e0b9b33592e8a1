import type {
  FoundCourse,
  FoundPerson,
  FoundUnit,
  Page,
  Upstream,
} from '@rollcall/server/integrations/upstream.ts';

export interface FakePerson {
  readonly id: string;
  email: string | null;
  name: string | null;
  unitId: string;
  active: boolean;
}

interface FakeCourse extends FoundCourse {
  state: 'active' | 'archived';
  readonly students: Set<string>;
  readonly teachers: Set<string>;
}

/** One question that is asked of the other system. */
export interface Call {
  readonly what: 'orgUnits' | 'people' | 'person' | 'courses';
  readonly pageToken: string | null;
}

/** What happens to a call instead of its answer, or to the answer on its way. */
export interface Fault {
  /** Thrown instead of an answer. */
  readonly failure?: Error;
  /** Puts another page in the place of the answer. */
  page?(page: Page<FoundPerson>): Page<FoundPerson>;
  /** Puts another tree in the place of the answer. */
  tree?(units: readonly FoundUnit[]): readonly FoundUnit[];
}

/** A Google Workspace in memory, changed by the test and read as the server reads the real one. */
export class FakeGoogle implements Upstream {
  pageSize = 3;
  calls: Call[] = [];
  /** Asked before each call; undefined lets it go through. */
  fault: (call: Call) => Fault | undefined = () => undefined;
  readonly people = new Map<string, FakePerson>();
  readonly #units = new Map<string, { parentId: string | null; name: string }>([
    ['root', { parentId: null, name: '' }],
  ]);
  readonly #courses = new Map<string, FakeCourse>();

  addUnit(id: string, parentId = 'root'): void {
    this.#units.set(id, { parentId, name: id });
  }

  moveUnit(id: string, parentId: string, name = id): void {
    this.#units.set(id, { parentId, name });
  }

  dropUnit(id: string): void {
    this.#units.delete(id);
  }

  addPerson(
    id: string,
    unitId: string,
    email: string | null,
    name: string | null = `Name of ${id}`,
  ): FakePerson {
    const person = { id, unitId, email, name, active: true };
    this.people.set(id, person);
    return person;
  }

  getPerson(id: string): FakePerson {
    const person = this.people.get(id);
    if (person === undefined) throw new Error(`The directory has nobody ${id}`);
    return person;
  }

  addCourse(id: string, students: readonly string[], teachers: readonly string[] = []): FakeCourse {
    const course = {
      id,
      name: `Class ${id}`,
      section: null,
      state: 'active' as const,
      students: new Set(students),
      teachers: new Set(teachers),
    };
    this.#courses.set(id, course);
    return course;
  }

  getCourse(id: string): FakeCourse {
    const course = this.#courses.get(id);
    if (course === undefined) throw new Error(`There is no class ${id}`);
    return course;
  }

  dropCourse(id: string): void {
    this.#courses.delete(id);
  }

  pathOf(id: string): string {
    const unit = this.#units.get(id);
    if (unit === undefined || unit.parentId === null) return '/';
    const above = this.pathOf(unit.parentId);
    return above === '/' ? `/${unit.name}` : `${above}/${unit.name}`;
  }

  async orgUnits(): Promise<readonly FoundUnit[]> {
    const fault = this.#ask({ what: 'orgUnits', pageToken: null });
    const units = [...this.#units].map(([id, { parentId, name }]) => ({
      id,
      parentId,
      name,
      path: this.pathOf(id),
    }));
    return fault?.tree?.(units) ?? units;
  }

  async ouPeople({ unitPath, pageToken }: Parameters<Upstream['ouPeople']>[0]): Promise<Page<FoundPerson>> {
    const isBelow = (path: string) =>
      unitPath === '/' || path === unitPath || path.startsWith(`${unitPath}/`);
    return this.#page(
      [...this.people.values()].filter(({ unitId }) => isBelow(this.pathOf(unitId))),
      pageToken,
    );
  }

  async ouPerson(id: string): Promise<FoundPerson | null> {
    this.#ask({ what: 'person', pageToken: null });
    const person = this.people.get(id);
    return person === undefined ? null : this.#found(person);
  }

  async allPeople(pageToken: string | null): Promise<Page<FoundPerson>> {
    return this.#page([...this.people.values()], pageToken);
  }

  async courses(pageToken: string | null): Promise<Page<FoundCourse>> {
    this.#ask({ what: 'courses', pageToken });
    return { items: [...this.#courses.values()], next: null };
  }

  async courseTeachers(courseId: string, pageToken: string | null): Promise<Page<FoundPerson>> {
    return this.#page(
      [...this.getCourse(courseId).teachers].map((id) => this.getPerson(id)),
      pageToken,
    );
  }

  async courseStudents(courseId: string, pageToken: string | null): Promise<Page<FoundPerson>> {
    return this.#page(
      [...this.getCourse(courseId).students].map((id) => this.getPerson(id)),
      pageToken,
    );
  }

  #found({ id, email, name, unitId, active }: FakePerson): FoundPerson {
    return { id, email, name, unitPath: this.pathOf(unitId), active };
  }

  #page(people: readonly FakePerson[], pageToken: string | null): Page<FoundPerson> {
    const fault = this.#ask({ what: 'people', pageToken });
    const from = pageToken === null ? 0 : Number(pageToken.slice(1));
    const end = from + this.pageSize;
    const items = people.slice(from, end).map((person) => this.#found(person));
    const page = { items, next: end < people.length ? `p${end}` : null };
    return fault?.page?.(page) ?? page;
  }

  #ask(call: Call): Fault | undefined {
    this.calls.push(call);
    const fault = this.fault(call);
    if (fault?.failure !== undefined) throw fault.failure;
    return fault;
  }
}
