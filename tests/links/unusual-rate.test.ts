import { usualArrivals } from '@rollcall/core/links/arrival-rate.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { lookAtLink } from '@rollcall/server/features/links/look-at-link.ts';
import type { Throttles } from '@rollcall/server/throttle.ts';
import { expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';
import { changeLink, joinByLink, openLink } from '../_kit/links.ts';
import { newRequest } from '../_kit/membership.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

it('[B16] [LINK-8] more than two classes within ten minutes are told to the admins, once, and in the log', async () => {
  const home = await makeDistrict(app, { studentSeats: null });
  const { admin, licenseId } = home;
  const code = await openLink(admin.client, licenseId);
  const people = await Promise.all(Array.from({ length: usualArrivals + 3 }, () => newcomer(app, home)));
  const unusual = async () => (await admin.client.link.get.query({ licenseId })).unusual;
  for (const person of people.slice(0, usualArrivals)) await joinByLink(person, code);
  expect(await unusual()).toBeNull();
  for (const person of people.slice(usualArrivals)) await joinByLink(person, code);
  expect(await unusual()).toMatchObject({ arrivals: usualArrivals + 1 });
  const { entries } = await admin.client.audit.list.query({
    licenseId,
    filter: { actions: ['link.changed'] },
  });
  expect(entries.map(({ actor, facts }) => ({ by: actor.kind, facts }))).toEqual([
    { by: 'system', facts: { link: 'unusual', arrivals: usualArrivals + 1 } },
    { by: 'admin', facts: { link: 'on', userType: 'student' } },
  ]);
  await app.context.refusals.flush();
  const [counted] = await database.rows<{ count: number }>(
    "select sum(count)::int as count from security_event where kind = 'link_unusual_rate'",
  );
  expect(counted?.count).toBeGreaterThanOrEqual(1);
  await expectBooksBalance(database, licenseId);
  // Whoever closes it and opens it again begins anew.
  await changeLink(admin.client, licenseId, { enabled: false });
  await changeLink(admin.client, licenseId);
  expect(await unusual()).toBeNull();
});

/** Without limits: what takes how long is what is measured here. */
const unlimited: Throttles = {
  take: async () => {},
  countMisses: (_name, _subject, _miss, attempt) => attempt(),
};

it('[B15] [LINK-5] unknown, replaced and mistyped links take the same time', async () => {
  const { licenseId, admin, address } = await makeDistrict(app);
  const replaced = await openLink(admin.client, licenseId);
  await admin.client.link.rotate.mutate({ licenseId, requestId: newRequest() });
  const person = await signIn(app, address('timer'));
  const who = { personId: person.id } as Parameters<typeof lookAtLink>[1];
  const context = { ...app.context, throttles: unlimited };
  const codes = [replaced, 'L-0000-0000-0000-0000-0000', 'nonsense'];
  const taken = codes.map((): number[] => []);
  for (let round = 0; round < 200; round += 1) {
    for (const [index, code] of codes.entries()) {
      const from = performance.now();
      await expect(lookAtLink(context, who, { code, address: '192.0.2.1' })).rejects.toThrow(
        'LINK_NOT_ACCEPTED',
      );
      taken[index]?.push(performance.now() - from);
    }
  }
  const medians = taken.map((times) => times.sort((one, other) => one - other)[100] ?? Number.NaN);
  expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(5);
});
