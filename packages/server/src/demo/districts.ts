import type { LicenseType } from '@rollcall/core/licenses/license.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';

/** A person who acts in the demo's past. Those of `people.ts` can be signed in as; the others are only names. */
export interface DemoAdmin {
  readonly name: string;
  readonly email: string;
}

/** People whom one admin added together, and how far they have come since. */
export interface DemoBatch {
  readonly by: DemoAdmin;
  readonly mode: 'at_once' | 'invite';
  readonly userType: UserType;
  /** How many; they get invented names. */
  readonly people: number;
  /** How many days before the demo began the pictures on Details show them as added; at least two. */
  readonly daysAgo: number;
  /** Their addresses carry the year in which they leave school, as pupils' ones often do. */
  readonly withYear?: boolean;
  /** Labels of demo people among them, who have not answered: their pop-up waits for the visitor. */
  readonly waiting?: readonly string[];
  /** Of the invited: how many pressed Join, declined (each with a reason or without), only saw the invite. */
  readonly joined?: number;
  readonly declined?: readonly (string | null)[];
  readonly seen?: number;
}

export interface DemoLicense {
  readonly name: string;
  readonly type: LicenseType;
  readonly staffSeats: number | null;
  readonly studentSeats: number | null;
  readonly admins: readonly DemoAdmin[];
  /** Domain-wide deployment is switched on; which domains, the visitor chooses. */
  readonly domainWide?: boolean;
  /** Days from the demo's beginning to the end of its term; negative: it has ended. Else most of a year. */
  readonly endsInDays?: number;
  readonly batches: readonly DemoBatch[];
}

export interface DemoDistrict {
  readonly name: string;
  readonly domain: string;
  /** A further domain that is the district's and not entered yet: some of its people have accounts already. */
  readonly openDomain?: { readonly name: string; readonly people: number };
  readonly domainAdmins: readonly DemoAdmin[];
  /** Its staff get mail about invitations that are made once the demo is there. */
  readonly mailsStaff?: boolean;
  readonly licenses: readonly DemoLicense[];
}

const dana: DemoAdmin = { name: 'Dana Whitfield', email: 'dana.whitfield@riverbend.example' };
const priya: DemoAdmin = { name: 'Priya Raman', email: 'priya.raman@riverbend.example' };
const lena: DemoAdmin = { name: 'Lena Ortiz', email: 'lena.ortiz@lakeview.example' };
const maria: DemoAdmin = { name: 'Maria Santos', email: 'maria.santos@lakeview.example' };
const omar: DemoAdmin = { name: 'Omar Haddad', email: 'omar.haddad@lakeview.example' };

/**
 * Dana is a domain admin, so whom she adds is on at once; her colleague Priya is not, so hers were invited. A district
 * has thousands of people: enough to search, filter and scroll. A few pupils have got a teacher's seat by mistake.
 */
const riverbend: DemoDistrict = {
  name: 'Riverbend Unified School District',
  domain: 'riverbend.example',
  openDomain: { name: 'students.riverbend.example', people: 6 },
  domainAdmins: [dana],
  licenses: [
    {
      name: 'Riverbend District License',
      type: 'district',
      staffSeats: 260,
      studentSeats: null,
      admins: [dana, priya],
      domainWide: true,
      batches: [
        { by: dana, mode: 'at_once', userType: 'student', people: 1500, daysAgo: 38, withYear: true },
        { by: dana, mode: 'at_once', userType: 'teacher', people: 168, daysAgo: 36 },
        { by: dana, mode: 'at_once', userType: 'student', people: 1200, daysAgo: 27, withYear: true },
        { by: dana, mode: 'at_once', userType: 'teacher', people: 14, daysAgo: 20, withYear: true },
        {
          by: priya,
          mode: 'invite',
          userType: 'student',
          people: 300,
          daysAgo: 18,
          withYear: true,
          joined: 36,
          declined: ['wrong school', null, null, null],
          seen: 6,
        },
        { by: dana, mode: 'at_once', userType: 'other', people: 3, daysAgo: 9 },
        { by: dana, mode: 'at_once', userType: 'student', people: 34, daysAgo: 9 },
        {
          by: priya,
          mode: 'invite',
          userType: 'teacher',
          people: 5,
          daysAgo: 7,
          joined: 1,
          declined: ['I moved to another district in June.'],
          seen: 2,
        },
        {
          by: priya,
          mode: 'invite',
          userType: 'student',
          people: 6,
          daysAgo: 6,
          joined: 2,
          declined: [null],
          seen: 2,
        },
      ],
    },
    {
      // One seat left in each pool: who comes second is answered "no seat".
      name: 'Cedar Building',
      type: 'building',
      staffSeats: 10,
      studentSeats: 40,
      admins: [dana, priya],
      batches: [
        { by: dana, mode: 'at_once', userType: 'teacher', people: 8, daysAgo: 33 },
        { by: dana, mode: 'at_once', userType: 'other', people: 1, daysAgo: 33 },
        { by: dana, mode: 'at_once', userType: 'student', people: 36, daysAgo: 30 },
        { by: priya, mode: 'invite', userType: 'student', people: 4, daysAgo: 12, declined: [null], seen: 1 },
      ],
    },
    {
      // In its grace: everybody keeps the features, and nobody can be added.
      name: 'Hillcrest Summer School',
      type: 'school',
      staffSeats: 12,
      studentSeats: 80,
      admins: [dana, priya],
      endsInDays: -12,
      batches: [
        { by: dana, mode: 'at_once', userType: 'teacher', people: 6, daysAgo: 37 },
        { by: dana, mode: 'at_once', userType: 'student', people: 41, daysAgo: 34 },
        { by: priya, mode: 'invite', userType: 'student', people: 5, daysAgo: 15, joined: 2, seen: 1 },
      ],
    },
  ],
};

/** Lena manages the licences, Omar answers for the domain: whom Lena adds is invited. */
const lakeview: DemoDistrict = {
  name: 'Lakeview Public Schools',
  domain: 'lakeview.example',
  domainAdmins: [omar],
  mailsStaff: true,
  licenses: [
    {
      name: 'Lakeview Middle School',
      type: 'school',
      staffSeats: 30,
      studentSeats: 250,
      admins: [lena],
      batches: [
        {
          by: lena,
          mode: 'invite',
          userType: 'teacher',
          people: 14,
          daysAgo: 29,
          joined: 9,
          declined: ['I share an account with my co-teacher.', null],
          seen: 2,
        },
        { by: lena, mode: 'invite', userType: 'other', people: 2, daysAgo: 25, joined: 1 },
        {
          by: lena,
          mode: 'invite',
          userType: 'student',
          people: 35,
          daysAgo: 22,
          waiting: ['aisha'],
          joined: 22,
          declined: ['wrong school', null, null],
          seen: 6,
        },
      ],
    },
    {
      // A few are there already; one class from Google Classroom fits beside them, two do not.
      name: 'Grade 7 Science, Ms. Santos',
      type: 'teacher',
      staffSeats: 1,
      studentSeats: 28,
      admins: [lena, maria],
      batches: [
        {
          by: lena,
          mode: 'invite',
          userType: 'student',
          people: 5,
          daysAgo: 24,
          joined: 3,
          declined: ['I am in grade 8 now'],
          seen: 1,
        },
      ],
    },
    {
      // Nearly over: its admins are told on each of its pages.
      name: 'Lakeview Evening Classes',
      type: 'building',
      staffSeats: 4,
      studentSeats: 30,
      admins: [lena],
      endsInDays: 12,
      batches: [
        { by: lena, mode: 'invite', userType: 'student', people: 11, daysAgo: 26, joined: 8, seen: 2 },
      ],
    },
  ],
};

export const demoDistricts: readonly DemoDistrict[] = [riverbend, lakeview];
