import type { DistrictId, LicenseId, PersonId } from '@rollcall/core/ids.ts';
import { assignmentParameter } from '@rollcall/core/lti/read-claims.ts';
import { sql } from 'kysely';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import { demoDistricts } from './districts.ts';
import { demoPeople } from './people.ts';
import { findOrMakeDemoPerson } from './sign-in-demo-person.ts';

/** A learning management system of the demo, as it says of itself where it is. */
export interface DemoLms {
  readonly name: string;
  readonly issuer: string;
  readonly authorisationUrl: string;
  readonly tokenUrl: string;
  readonly keysUrl: string;
  /** Chosen beforehand: both sides are set up at once. */
  readonly clientId: string;
  readonly deploymentId: string;
  /** Of the teacher whose licence it is. */
  readonly teacherSubject: string;
  readonly course: { readonly id: string; readonly title: string };
  readonly assignmentTitle: string;
}

/** What the other side has to be told of us. */
export interface SeededLms {
  readonly platformId: string;
  readonly assignmentId: string;
  /** The custom parameter of a link that names its assignment. */
  readonly parameter: string;
}

/**
 * Registers the demo's system with its teacher's licence, with one assignment that she has placed. Null where it is
 * there already, where that system is where it was; where it has moved, its addresses follow. A visitor who has taken it
 * away finds it again at the next start.
 */
export async function seedLms(app: AppContext, lms: DemoLms): Promise<SeededLms | null> {
  const place = await findTeacherLicense(app);
  const maria = demoPeople.find(({ email }) => email === teacherEmail);
  if (place === null || maria === undefined) return null;
  const teacher = { id: await findOrMakeDemoPerson(app, maria), name: maria.name };
  const key = { district_id: place.districtId, license_id: place.licenseId };
  return app.db.withTx({ district: place.districtId }, async (tx) => {
    const known = await tx
      .selectFrom('lti_platform')
      .select(['id', 'issuer'])
      .where((where) => where.and({ ...key, client_id: lms.clientId }))
      .executeTakeFirst();
    if (known === undefined) return writeLms(tx, key, lms, teacher);
    return known.issuer === lms.issuer ? null : moveLms(tx, { ...key, platform_id: known.id }, lms);
  });
}

interface Key {
  readonly district_id: DistrictId;
  readonly license_id: LicenseId;
}

function addressesOf(lms: DemoLms) {
  return {
    issuer: lms.issuer,
    authorisation_url: lms.authorisationUrl,
    token_url: lms.tokenUrl,
    keys_url: lms.keysUrl,
  };
}

/** The other side's link is written anew, and so has another id. */
async function moveLms(
  tx: DistrictTx,
  below: Key & { readonly platform_id: string },
  lms: DemoLms,
): Promise<SeededLms | null> {
  const { platform_id: id, ...key } = below;
  await tx
    .updateTable('lti_platform')
    .set(addressesOf(lms))
    .where((where) => where.and({ ...key, id }))
    .execute();
  const moved = await tx
    .updateTable('lti_assignment')
    .set({ resource_link_id: null, roster_url: null })
    .where((where) => where.and({ ...below, title: lms.assignmentTitle }))
    .returning('id')
    .executeTakeFirst();
  return moved === undefined
    ? null
    : { platformId: id, assignmentId: moved.id, parameter: assignmentParameter };
}

async function writeLms(
  tx: DistrictTx,
  key: Key,
  lms: DemoLms,
  teacher: { readonly id: PersonId; readonly name: string },
): Promise<SeededLms> {
  const { id: platformId } = await tx
    .insertInto('lti_platform')
    .values({
      ...key,
      ...addressesOf(lms),
      name: lms.name,
      state: 'active',
      how: 'by_hand',
      client_id: lms.clientId,
      added_by: teacher.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const below = { ...key, platform_id: platformId, deployment_id: lms.deploymentId };
  await tx
    .insertInto('lti_deployment')
    .values({ ...below, state: 'allowed', course_title: lms.course.title })
    .execute();
  await tx
    .insertInto('lti_user')
    .values({
      ...below,
      subject: lms.teacherSubject,
      name: teacher.name,
      admin_person_id: teacher.id,
      admin_connected_at: sql`now()`,
    })
    .execute();
  const { id: assignmentId } = await tx
    .insertInto('lti_assignment')
    .values({
      ...below,
      title: lms.assignmentTitle,
      course_id: lms.course.id,
      course_title: lms.course.title,
      placed_by: teacher.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { platformId, assignmentId, parameter: assignmentParameter };
}

const teacherEmail = 'maria.santos@lakeview.example';

/** The first licence of a teacher that Maria administers; null once it was renamed. */
async function findTeacherLicense(
  app: AppContext,
): Promise<{ readonly districtId: DistrictId; readonly licenseId: LicenseId } | null> {
  const named = demoDistricts
    .flatMap(({ name: district, licenses }) => licenses.map((license) => ({ district, license })))
    .find(
      ({ license }) =>
        license.type === 'teacher' && license.admins.some(({ email }) => email === teacherEmail),
    );
  if (named === undefined) return null;
  const row = await app.db.withSystemTx((tx) =>
    tx
      .selectFrom('license as l')
      .innerJoin('district as d', 'd.id', 'l.district_id')
      .select(['l.id', 'l.district_id'])
      .where('d.name', '=', named.district)
      .where('l.name', '=', named.license.name)
      .executeTakeFirst(),
  );
  return row === undefined
    ? null
    : { districtId: row.district_id as DistrictId, licenseId: row.id as LicenseId };
}
