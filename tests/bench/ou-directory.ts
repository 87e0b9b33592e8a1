import type { FoundPerson, FoundUnit, Page, Upstream } from '@rollcall/server/integrations/upstream.ts';

/** People on a page, as many as Google gives at once. */
const pagePeople = 500;

const nobody: Page<never> = { items: [], next: null };

/** A directory of any size with one OU, which answers at once. */
export class BigDirectory implements Upstream {
  readonly #people: FoundPerson[];

  constructor(domain: string, people: number) {
    this.#people = Array.from({ length: people }, (_, at) => ({
      id: `1${String(at).padStart(20, '0')}`,
      email: `pupil${at}@${domain}`,
      name: `Pupil number ${at}`,
      unitPath: '/pupils',
      active: true,
    }));
  }

  /** Gives every `nth` another name (0: nobody), and says how many those are. */
  rename(nth: number, name: string): number {
    if (nth === 0) return 0;
    let renamed = 0;
    for (let at = 0; at < this.#people.length; at += nth) {
      const person = this.#people[at];
      if (person === undefined) break;
      this.#people[at] = { ...person, name: `Pupil ${at}, ${name}` };
      renamed += 1;
    }
    return renamed;
  }

  async orgUnits(): Promise<readonly FoundUnit[]> {
    return [
      { id: 'root', parentId: null, name: '', path: '/' },
      { id: 'pupils', parentId: 'root', name: 'pupils', path: '/pupils' },
    ];
  }

  async ouPeople({ pageToken }: Parameters<Upstream['ouPeople']>[0]): Promise<Page<FoundPerson>> {
    const from = Number(pageToken ?? 0);
    const end = from + pagePeople;
    return { items: this.#people.slice(from, end), next: end < this.#people.length ? `${end}` : null };
  }

  async ouPerson(id: string): Promise<FoundPerson | null> {
    return this.#people.find((person) => person.id === id) ?? null;
  }

  allPeople = async () => nobody;
  courses = async () => nobody;
  courseTeachers = async () => nobody;
  courseStudents = async () => nobody;
}
