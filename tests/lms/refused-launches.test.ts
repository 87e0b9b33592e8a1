import { expect, test } from 'vitest';
import { openAssignment } from '../_kit/launched.ts';
import { beginLaunch, completeLaunch, forged } from '../_kit/lms.ts';
import { countLaunched, makeRegisteredLms, type RegisteredLms } from '../_kit/registered-lms.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({}, (started) => {
  world = started;
});

async function refuse(lms: RegisteredLms): Promise<void> {
  const { school, link } = lms;
  const pending = await beginLaunch(world.lms, school.slug, {
    person: school.pupil.id,
    assignmentId: link.id,
  });
  await completeLaunch(forged(world.lms, pending, { signWith: 'stranger' }), school.issuer);
}

const standing = async ({ district, platformId }: RegisteredLms) => {
  const view = await district.admin.client.lms.get.query({ licenseId: district.licenseId });
  return view.platforms.find(({ id }) => id === platformId);
};

const failures = ({ district }: RegisteredLms) =>
  world.database.value<number>(
    `select count(*)::int from event where license_id = $1 and type = 'lms.failed'`,
    [district.licenseId],
  );

test('[LAUNCH-6] refused launches are told to the admins once a minute, and counted each time', async () => {
  const lms = await makeRegisteredLms(world);
  const counted = () =>
    world.database.value<number>(
      `select coalesce(sum(count), 0)::int from security_event where kind = 'launch_refused'`,
    );
  await world.app.context.refusals.flush();
  const before = await counted();
  await Promise.all([refuse(lms), refuse(lms), refuse(lms)]);
  await world.app.context.refusals.flush();
  expect(await counted()).toBeGreaterThanOrEqual(before + 3);
  expect(await failures(lms)).toBe(1);
  expect(await standing(lms)).toMatchObject({ lastProblem: { problem: 'bad_signature' } });
});

test('[LAUNCH-6] what went wrong is over with the next good launch', async () => {
  const lms = await makeRegisteredLms(world);
  await refuse(lms);
  await openAssignment(world, lms, lms.school.pupil.id);
  expect(await standing(lms)).toMatchObject({ lastProblem: null });
});

test.each(['server_error', 'not_json', 'empty', 'many_keys', 'moved', 'reset'] as const)(
  '[D01] keys that are %s refuse the launch, and nothing is written about anybody',
  async (kind) => {
    const lms = await makeRegisteredLms(world);
    world.lms.setFault({ workspace: lms.school.slug, endpoint: 'jwks', kind, when: {} });
    const page = await openAssignment(world, lms, lms.school.pupil.id);
    expect(page.url.pathname).toBe(`/lti/${lms.platformId}/launch`);
    expect(await countLaunched(world, lms)).toBe(0);
    const problem = kind === 'empty' ? 'bad_signature' : 'keys_unreachable';
    expect(await standing(lms)).toMatchObject({ lastProblem: { problem } });
  },
);

test('[D03] keys at an address of our own network are not asked for', async () => {
  const lms = await makeRegisteredLms(world);
  const { id: district, licenseId } = lms.district;
  const keys_url = `https://127.0.0.1:${world.app.port}/lti/${lms.platformId}/jwks`;
  await world.app.context.db.withTx({ district }, (tx) =>
    tx.updateTable('lti_platform').set({ keys_url }).where('license_id', '=', licenseId).execute(),
  );
  const page = await openAssignment(world, lms, lms.school.pupil.id);
  expect(page.body).toContain('does not answer');
  expect(await standing(lms)).toMatchObject({ lastProblem: { problem: 'keys_unreachable' } });
});
