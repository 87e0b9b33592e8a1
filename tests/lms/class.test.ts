import { expect, it, vi } from 'vitest';
import { launchAs } from '../_kit/lms.ts';
import { makeRegisteredLms } from '../_kit/registered-lms.ts';
import { type LmsWorld, withLms } from '../_kit/with-lms.ts';

let world: LmsWorld;
withLms({ readsClasses: true }, (started) => {
  world = started;
});

it('[ASSIGN-4] the class follows when its teacher opens the assignment: every page, students only, also without an address', async () => {
  const registered = await makeRegisteredLms(world);
  const { district, school, link } = registered;
  world.lms.changeSchool(school.slug, { pageSize: 2 });
  const page = await launchAs(world.lms, school.slug, {
    person: school.teacher.id,
    assignmentId: link.id,
  });
  expect(page.status).toBe(200);
  const names = await vi.waitFor(
    async () => {
      const { members } = await district.admin.client.member.list.query({
        licenseId: district.licenseId,
        filter: {},
        sort: 'added',
        order: 'ascending',
      });
      expect(members).toHaveLength(3);
      return members.map(({ email, status }) => [email, status]);
    },
    { timeout: 20_000 },
  );
  expect(names.toSorted()).toEqual([
    ['', 'accepted'],
    ['', 'accepted'],
    [school.pupil.email, 'accepted'],
  ]);
});
