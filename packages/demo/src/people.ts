import type { ApiOutputs } from '@rollcall/client/api/outputs.ts';

/** One person whom a visitor can be. */
export type DemoPerson = ApiOutputs['demo']['people'][number];

export interface DemoDistrict {
  readonly name: string;
  readonly people: readonly DemoPerson[];
}

/** The districts in the order in which their people come. */
export function districtsOf(people: readonly DemoPerson[]): DemoDistrict[] {
  const byName = Map.groupBy(people, (person) => person.district);
  return [...byName].map(([name, members]) => ({ name, people: members }));
}

export interface Cast {
  readonly admin: DemoPerson;
  readonly guest: DemoPerson;
  /** Of another district: adds people at once. */
  readonly domainAdmin: DemoPerson;
  /** A pupil of the first district, with the app. */
  readonly pupil: DemoPerson;
}

/** Who plays in the suggested stories: an administrator who has to invite, and a teacher of the same district; and who need not. */
export function castOf(people: readonly DemoPerson[]): Cast | null {
  const admin = people.find(({ role }) => role === 'license_admin');
  const guest = people.find(({ role, district }) => role === 'teacher' && district === admin?.district);
  const domainAdmin = people.find(({ role }) => role === 'domain_admin');
  const pupil = people.find(({ role, district }) => role === 'student' && district === admin?.district);
  return admin && guest && domainAdmin && pupil ? { admin, guest, domainAdmin, pupil } : null;
}

export function domainOf({ email }: DemoPerson): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

export function firstNameOf({ name }: DemoPerson): string {
  return name.split(' ')[0] ?? name;
}
