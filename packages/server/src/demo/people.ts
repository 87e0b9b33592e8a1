import { type CanonicalEmail, canonicalEmail } from '@rollcall/core/emails.ts';

/** One person of the demo, with a name of its own on localhost, so that several are signed in side by side. */
export interface DemoPerson {
  /** `http://<label>.localhost:4000` is this person's origin. */
  readonly label: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'domain_admin' | 'license_admin' | 'teacher' | 'student';
  readonly district: string;
  /** What there is for them, first what their address leads to. */
  readonly opens: readonly DemoPlace[];
}

/** The dashboard and the app. */
export type DemoPlace = 'admin' | 'app';

const river = 'Riverbend Unified School District';
const lake = 'Lakeview Public Schools';

/**
 * In Riverbend the administrator is a domain admin as well; in Lakeview she is not, so her people are invited. Maria
 * also manages the licence of her own class.
 */
export const demoPeople: readonly DemoPerson[] = [
  {
    label: 'dana',
    name: 'Dana Whitfield',
    email: 'dana.whitfield@riverbend.example',
    role: 'domain_admin',
    district: river,
    opens: ['admin'],
  },
  {
    label: 'tom',
    name: 'Tom Becker',
    email: 'tom.becker@riverbend.example',
    role: 'teacher',
    district: river,
    opens: ['app'],
  },
  {
    label: 'zoe',
    name: 'Zoe Park',
    email: 'zoe.park@riverbend.example',
    role: 'student',
    district: river,
    opens: ['app'],
  },
  {
    label: 'lena',
    name: 'Lena Ortiz',
    email: 'lena.ortiz@lakeview.example',
    role: 'license_admin',
    district: lake,
    opens: ['admin'],
  },
  {
    label: 'maria',
    name: 'Maria Santos',
    email: 'maria.santos@lakeview.example',
    role: 'teacher',
    district: lake,
    opens: ['app', 'admin'],
  },
  {
    label: 'ben',
    name: 'Ben Carter',
    email: 'ben.carter@lakeview.example',
    role: 'student',
    district: lake,
    opens: ['app'],
  },
  {
    label: 'aisha',
    name: 'Aisha Khan',
    email: 'aisha.khan@lakeview.example',
    role: 'student',
    district: lake,
    opens: ['app'],
  },
];

export function findDemoPerson(label: string): DemoPerson | undefined {
  return demoPeople.find((person) => person.label === label);
}

/** An address of the demo's own data in canonical form. */
export function demoAddress(email: string): CanonicalEmail {
  const address = canonicalEmail(email);
  if (!address.ok) throw new Error(`The demo's address ${email} is refused: ${address.reason}`);
  return address.email;
}
