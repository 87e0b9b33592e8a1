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

/** Who plays in the suggested story: an administrator who has to invite, and a teacher of the same district. */
export function castOf(people: readonly DemoPerson[]): { admin: DemoPerson; guest: DemoPerson } | null {
  const admin = people.find(({ role }) => role === 'license_admin');
  const guest = people.find(({ role, district }) => role === 'teacher' && district === admin?.district);
  return admin && guest ? { admin, guest } : null;
}

export function firstNameOf({ name }: DemoPerson): string {
  return name.split(' ')[0] ?? name;
}
