import { SandboxRefusal } from '../../sandbox-refusal.ts';
import type { Store } from '../../store/store.ts';

/** One learning management system. */
export interface School {
  readonly slug: string;
  readonly name: string;
  /** People on one page of a roster, where the request names no limit. */
  readonly pageSize: number;
  readonly givesDeployment: number;
  readonly shortRoles: number;
}

const columns =
  'slug, name, page_size as pageSize, gives_deployment as givesDeployment, short_roles as shortRoles';

export function listSchools(store: Store): School[] {
  return store.all(`select ${columns} from lms_school order by name`);
}

export function findSchool(store: Store, slug: string): School | undefined {
  return store.get(`select ${columns} from lms_school where slug = ?`, slug);
}

/** @throws SandboxRefusal when there is none. */
export function getSchool(store: Store, slug: string): School {
  const school = findSchool(store, slug);
  if (school === undefined) throw new SandboxRefusal(`There is no learning management system ${slug}.`);
  return school;
}

export interface SchoolSettings {
  readonly name?: string | undefined;
  readonly pageSize?: number | undefined;
  readonly givesDeployment?: boolean | undefined;
  readonly shortRoles?: boolean | undefined;
}

/** `slug`: small letters, digits and hyphens; its issuer ends with it. */
export function addSchool(store: Store, slug: string, settings: SchoolSettings = {}): School {
  if (!/^[a-z0-9-]{1,60}$/.test(slug)) throw new SandboxRefusal(`${slug} cannot be part of an address.`);
  if (findSchool(store, slug) !== undefined) throw new SandboxRefusal(`There is a system ${slug} already.`);
  store.run('insert into lms_school (slug, name) values (?, ?)', slug, settings.name ?? slug);
  return changeSchool(store, slug, settings);
}

/** Changes what is given. */
export function changeSchool(store: Store, slug: string, settings: SchoolSettings): School {
  const known = getSchool(store, slug);
  const flag = (value: boolean | undefined, before: number) => (value === undefined ? before : Number(value));
  store.run(
    'update lms_school set name = ?, page_size = ?, gives_deployment = ?, short_roles = ? where slug = ?',
    settings.name ?? known.name,
    settings.pageSize ?? known.pageSize,
    flag(settings.givesDeployment, known.givesDeployment),
    flag(settings.shortRoles, known.shortRoles),
    slug,
  );
  return getSchool(store, slug);
}
