import type { Store } from '../../store/store.ts';
import type { CourseRole } from '../lti.ts';
import { addLmsCourse, enroll } from '../store/courses.ts';
import { addLmsPerson, type NewLmsPerson } from '../store/people.ts';
import { addSchool, listSchools } from '../store/schools.ts';

type Known = NewLmsPerson & { readonly id: string };

function known(id: string, name: string, domain: string | null, isStaff = false): Known {
  const [givenName = '', familyName = ''] = name.split(' ');
  const email = domain === null ? null : `${givenName}.${familyName}@${domain}`.toLowerCase();
  return { id, givenName, familyName, email, isStaff };
}

interface DemoCourse {
  readonly id: string;
  readonly title: string;
  readonly people: Readonly<Partial<Record<CourseRole, readonly string[]>>>;
  readonly sharesRoster?: boolean;
}

interface DemoSchool {
  readonly slug: string;
  readonly name: string;
  readonly people: readonly Known[];
  readonly courses: readonly DemoCourse[];
}

const lake = 'lakeview.example';
const river = 'riverbend.example';
const teacher = true;

/** Younger pupils, to whom their school gives no address; the last two only a number. */
const withoutAddress = ['Noah Alvarez', 'Mei Tanaka', 'Jonas Schmidt', 'Fatima Ahmed', 'Diego Morales'].map(
  (name, index) => known(`lv-${41 + index}`, name, null),
);
const numbers: readonly Known[] = [{ id: 'lv-51' }, { id: 'lv-52' }];
const testPupil: Known = { id: 'lv-test', givenName: 'Test', familyName: 'Student' };
const withAddress = [
  'Ingrid Larsen',
  'Malik Osei',
  'Hana Kim',
  'Leila Haddad',
  'Arjun Patel',
  'Clara Fischer',
  'Rosa Reyes',
].map((name, index) => known(`lv-${21 + index}`, name, lake));
/** A second class, too large for the seats that a teacher's licence has left. */
const homeroom = [
  'Amara Okafor',
  'Olivia Brown',
  'Mateo Rivera',
  'Ethan Miller',
  'Kai Nguyen',
  'Liam Murphy',
  'Priya Shah',
  'Lucas Costa',
  'Oscar Olsen',
  'Theo Dubois',
  'Nia Mensah',
  'Samuel Cohen',
  'Yuki Sato',
  'Elias Weber',
  'Tariq Farah',
  'Greta Bauer',
  'Owen Hughes',
  'Imani Diallo',
  'Felix Meyer',
  'Camila Torres',
  'Hugo Moreau',
  'Anika Singh',
  'Jamal Carter',
  'Ruth Baker',
  'Marek Novak',
  'Andre Silva',
].map((name, index) => known(`lv-${61 + index}`, name, lake));

const ids = (people: readonly Known[]): string[] => people.map(({ id }) => id);

/** The systems of the demo's two districts, with the people whom one can be in Rollcall's demo. */
const demoSchools: readonly DemoSchool[] = [
  {
    slug: 'lakeview',
    name: 'Lakeview Learning',
    people: [
      known('lv-1', 'Maria Santos', lake, teacher),
      known('lv-2', 'Pavel Novak', lake, teacher),
      known('lv-3', 'Ruth Osei', lake, teacher),
      known('lv-11', 'Ben Carter', lake),
      known('lv-12', 'Aisha Khan', lake),
      ...withAddress,
      ...withoutAddress,
      ...numbers,
      testPupil,
      ...homeroom,
    ],
    courses: [
      {
        id: '7001',
        title: 'Grade 7 Science',
        people: {
          instructor: ['lv-1', 'lv-2'],
          assistant: ['lv-3'],
          learner: ['lv-11', 'lv-12', ...ids(withAddress), ...ids(withoutAddress), ...ids(numbers)],
          test: ['lv-test'],
        },
      },
      {
        id: '7002',
        title: 'Grade 7 Homeroom',
        people: { instructor: ['lv-1'], learner: ['lv-11', ...ids(homeroom)] },
      },
      {
        id: '7003',
        title: 'Robotics Club',
        // A teacher who learns here, of a course whose people the system keeps to itself.
        people: { instructor: ['lv-1'], learner: ['lv-2', 'lv-12', ...ids(withAddress).slice(0, 4)] },
        sharesRoster: false,
      },
    ],
  },
  {
    slug: 'riverbend',
    name: 'Riverbend Classes',
    people: [
      known('rb-1', 'Tom Becker', river, teacher),
      known('rb-2', 'Grace Lindholm', river, teacher),
      known('rb-11', 'Zoe Park', river),
      known('rb-12', 'Walter Gray', null),
    ],
    courses: [
      {
        id: '9001',
        title: 'Biology 9',
        people: { instructor: ['rb-1', 'rb-2'], learner: ['rb-11', 'rb-12'] },
      },
    ],
  },
];

/** Writes the demo's learning management systems, unless the file has any already. */
export function ensureDemoLms(store: Store): void {
  if (listSchools(store).length > 0) return;
  store.transaction(() => {
    for (const { slug, name, people, courses } of demoSchools) {
      addSchool(store, slug, { name });
      for (const person of people) addLmsPerson(store, slug, person);
      for (const { people: members, ...course } of courses) {
        addLmsCourse(store, slug, course);
        for (const [role, keys] of Object.entries(members)) {
          for (const key of keys) enroll(store, slug, course.id, key, role as CourseRole);
        }
      }
    }
  });
}
