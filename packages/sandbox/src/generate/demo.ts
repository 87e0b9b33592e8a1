import type { Store } from '../store/store.ts';
import { listWorkspaces } from '../store/workspaces.ts';
import { type CourseSpec, generateCourses } from './courses.ts';
import { generateWorkspace, type KnownPerson, type WorkspaceSpec } from './workspace.ts';

const staff = '/Staff/Teachers';
const office = '/Staff/Administration';

function known(name: string, domain: string, orgUnitPath: string, isAdmin = false): KnownPerson {
  const [givenName = '', familyName = ''] = name.split(' ');
  return {
    email: `${givenName}.${familyName}@${domain}`.toLowerCase(),
    givenName,
    familyName,
    orgUnitPath,
    isAdmin,
  };
}

const river = 'riverbend.example';
const lake = 'lakeview.example';

interface DemoWorkspace extends WorkspaceSpec {
  readonly courses: readonly CourseSpec[];
}

/**
 * The workspaces of the demo's two districts. The people named here are those whom one can sign in as in Rollcall's
 * demo, with the same addresses, and the colleagues of theirs that the stories need.
 */
const demoWorkspaces: readonly DemoWorkspace[] = [
  {
    name: 'Riverbend Unified School District',
    domain: river,
    otherDomains: ['students.riverbend.example'],
    seed: 20_250_901,
    people: 480,
    known: [
      known('Dana Whitfield', river, office, true),
      known('Priya Raman', river, office),
      known('Tom Becker', river, staff),
      known('Grace Lindholm', river, staff),
      known('Zoe Park', river, '/Students/High School/Grade 9'),
    ],
    courses: [
      {
        name: 'Biology 9',
        section: 'Period 2',
        teachers: ['tom.becker', 'grace.lindholm'],
        students: ['zoe.park'],
        from: [{ path: '/Students/High School/Grade 9', count: 26 }],
      },
      {
        name: 'Science Olympiad',
        section: 'After school',
        teachers: ['tom.becker'],
        students: ['zoe.park'],
        from: [
          { path: '/Students/High School/Grade 9', count: 8 },
          { path: '/Students/High School/Grade 11', count: 7 },
        ],
      },
      {
        name: 'Lab Safety for Staff',
        section: 'Professional learning',
        teachers: ['tom.becker'],
        // She teaches beside him in the one and is taught by him in the other.
        students: ['grace.lindholm'],
        from: [{ path: staff, count: 5 }],
      },
      {
        name: 'Biology 9 (last year)',
        section: 'Period 2',
        teachers: ['tom.becker'],
        students: [],
        from: [{ path: '/Students/High School/Grade 10', count: 24 }],
        archived: true,
      },
      {
        name: 'Digital Tools',
        section: 'Professional learning',
        teachers: ['dana.whitfield'],
        students: ['tom.becker'],
        from: [{ path: staff, count: 9 }],
      },
    ],
  },
  {
    name: 'Lakeview Public Schools',
    domain: lake,
    seed: 20_250_902,
    people: 320,
    known: [
      known('Lena Ortiz', lake, office, true),
      known('Omar Haddad', lake, office, true),
      known('Maria Santos', lake, staff),
      known('Pavel Novak', lake, staff),
      known('Ben Carter', lake, '/Students/Middle School/Grade 7'),
      known('Aisha Khan', lake, '/Students/Middle School/Grade 7'),
    ],
    courses: [
      {
        name: 'Grade 7 Science',
        section: 'Room 12',
        teachers: ['maria.santos', 'pavel.novak'],
        students: ['ben.carter', 'aisha.khan'],
        from: [{ path: '/Students/Middle School/Grade 7', count: 20 }],
      },
      {
        name: 'Grade 7 Homeroom',
        section: 'Room 12',
        teachers: ['maria.santos'],
        students: ['ben.carter'],
        from: [{ path: '/Students/Middle School/Grade 7', count: 12 }],
      },
      {
        name: 'Robotics Club',
        section: 'Tuesdays',
        teachers: ['maria.santos'],
        students: ['pavel.novak'],
        from: [
          { path: '/Students/Middle School/Grade 7', count: 4 },
          { path: '/Students/Middle School/Grade 8', count: 6 },
        ],
      },
      {
        name: 'Grade 7 Science (last year)',
        section: 'Room 12',
        teachers: ['maria.santos'],
        students: [],
        from: [{ path: '/Students/Middle School/Grade 8', count: 21 }],
        archived: true,
      },
      {
        name: 'Algebra 8',
        section: 'Room 3',
        teachers: ['pavel.novak'],
        students: [],
        from: [{ path: '/Students/Middle School/Grade 8', count: 18 }],
      },
    ],
  },
];

/** Writes the demo's workspaces and people elsewhere, unless the file has workspaces already. */
export function ensureDemo(store: Store): void {
  if (listWorkspaces(store).length > 0) return;
  store.transaction(() => {
    for (const { courses, ...spec } of demoWorkspaces) {
      const workspace = generateWorkspace(store, spec);
      generateCourses(store, workspace, courses, spec.seed);
    }
    seedOtherAccounts(store);
  });
}

/** What another provider may claim of an address: that it is verified, that it is not, or nothing. */
function seedOtherAccounts(store: Store): void {
  const accounts: readonly (readonly [string, string, number | null, string, string])[] = [
    ['elsewhere-maria', `maria.santos@${lake}`, 1, 'Maria', 'Santos'],
    ['elsewhere-ben-unverified', `ben.carter@${lake}`, 0, 'Ben', 'Carter'],
    ['elsewhere-zoe-silent', `zoe.park@${river}`, null, 'Zoe', 'Park'],
    ['elsewhere-new', 'new.person@elsewhere.example', 1, 'New', 'Person'],
  ];
  for (const account of accounts) {
    store.run(
      'insert into other_account (id, email, email_verified, given_name, family_name) values (?, ?, ?, ?, ?)',
      ...account,
    );
  }
}
