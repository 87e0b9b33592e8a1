import { type DemoPerson, demoPeople } from '@rollcall/server/demo/people.ts';
import type { Env } from '@rollcall/server/env.ts';

const roles: Readonly<Record<DemoPerson['role'], string>> = {
  domain_admin: 'license admin and domain admin',
  license_admin: 'license admin',
  teacher: 'teacher',
  student: 'student',
};

interface DemoPlace {
  readonly port: number;
  readonly sandboxUrl: string;
  readonly dataDir: string;
}

/** What is printed when the demo is up: where it is and whom one can sign in as. */
export function demoReport({ port, sandboxUrl, dataDir }: DemoPlace): string {
  const districts = [...new Set(demoPeople.map((person) => person.district))];
  return [
    '',
    `  Rollcall is up:  http://localhost:${port}`,
    '',
    '  Everybody below is one click to sign in as, on that page or at an address of their own.',
    '  Open several beside each other in one browser: each address keeps its own sign-in.',
    ...districts.flatMap((district) => ['', `  ${district}`, ...peopleOf(district, port)]),
    '',
    `  What stands in for Google: its people, units and classes, and DNS records:  ${sandboxUrl}`,
    `  What stands in for learning management systems of the two districts:  ${sandboxUrl}/lms`,
    "  The vendor's command line, in a second terminal:  npx -y pnpm@12 rollcall --help",
    `  Data: ${dataDir}   Begin anew: npx -y pnpm@12 start --fresh   Stop: Ctrl-C`,
    '',
  ].join('\n');
}

function peopleOf(district: string, port: number): string[] {
  const people = demoPeople.filter((person) => person.district === district);
  const longest = (texts: string[]) => Math.max(...texts.map((text) => text.length));
  const nameWidth = longest(demoPeople.map((person) => person.name));
  const roleWidth = longest(Object.values(roles));
  return people.map(
    ({ name, role, label }) =>
      `    ${name.padEnd(nameWidth)}  ${roles[role].padEnd(roleWidth)}  http://${label}.localhost:${port}`,
  );
}

/** What is printed when Rollcall runs on the vendor's own database. */
export function serverReport(env: Env, port: number): string {
  const origins = env.publicOrigins.length > 0 ? env.publicOrigins : [`http://localhost:${port}`];
  return [
    '',
    `  Rollcall is up, listening on ${env.host}:${port}.`,
    ...origins.map((origin) => `    dashboard ${origin}/admin/   app ${origin}/app/`),
    '',
  ].join('\n');
}

export const demoWarning = `
  !!  ROLLCALL_DEMO is on, and DATABASE_URL names a database of your own.
  !!  Whoever can open this address signs in as any demo person with one click, without a code, and the
  !!  demo's districts and people are written into that database. It listens on this machine only.
  !!  Never do this with a district's real data: unset ROLLCALL_DEMO.
`;
