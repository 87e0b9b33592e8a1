import type { RunningApp } from '@rollcall/server/app.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, getRow } from '../_kit/membership.ts';
import { joined } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
let other: TestDistrict;
withServer({ demo: true }, async (server) => {
  ({ app, database } = server);
  other = await makeDistrict(app);
});
beforeEach(async () => {
  home = await makeDistrict(app, { studentSeats: null });
});

const stateOf = (district: TestDistrict) =>
  database.value<string>(
    `select jsonb_build_object(
       'district', (select to_jsonb(d) from district d where d.id = $2),
       'license', (select to_jsonb(l) from license l where l.id = $1),
       'members', (select jsonb_agg(to_jsonb(m) order by m.id) from member m where m.license_id = $1),
       'grants', (select jsonb_agg(to_jsonb(g) order by g.email) from license_admin g where g.license_id = $1),
       'events', (select count(*) from event e where e.license_id = $1))::text`,
    [district.licenseId, district.id],
  );

describe('people whom another district has', () => {
  const pasteOf = (emails: readonly string[]) => emails.join('\n');

  it('[A06] [A07] are added like anybody else, and neither district learns of the other', async () => {
    const shared = await joined(app, other);
    const waiting = other.address('waiting');
    await addPeople(other.admin.client, other.licenseId, waiting);
    const before = await stateOf(other);
    const emails = [shared.email, waiting, 'unknown-to-all@new.example'];
    const result = await addPeople(home.admin.client, home.licenseId, pasteOf(emails));
    if (result.kind !== 'done') throw new Error(result.kind);
    expect(result.lines.map(({ outcome, reason }) => ({ outcome, reason }))).toEqual(
      Array(3).fill({ outcome: 'invited', reason: null }),
    );
    const rows = await Promise.all(emails.map((email) => getRow(home.admin.client, home.licenseId, email)));
    const shape = (row: (typeof rows)[number]) => ({ ...row, id: '', email: '', canonicalEmail: '', seq: 0 });
    expect(rows.map(shape)).toEqual(Array(3).fill(shape(rows[2] as (typeof rows)[number])));
    expect(await stateOf(other)).toBe(before);

    const { entries } = await shared.client.invite.inbox.query();
    expect(entries.map((entry) => entry.state).sort()).toEqual(['accepted', 'invited']);
    for (const email of emails) {
      const row = await getRow(home.admin.client, home.licenseId, email);
      expect(row.status).toBe('invited');
    }
  });

  it('[A06] take as long to add as people whom nobody has', async () => {
    const theirs = Array.from({ length: 200 }, (_, nth) => other.address(`theirs${nth}`));
    await database.rows('update license set student_seats = null where id = $1', [other.licenseId]);
    await addPeople(other.admin.client, other.licenseId, pasteOf(theirs));
    const timed = async (emails: readonly string[]) => {
      const startedAt = performance.now();
      await addPeople(home.admin.client, home.licenseId, pasteOf(emails));
      return performance.now() - startedAt;
    };
    const ratios: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const nobodys = Array.from({ length: 50 }, (_, nth) => `n${round}-${nth}@nobody.example`);
      const unknown = await timed(nobodys);
      ratios.push((await timed(theirs.slice(round * 50, round * 50 + 50))) / unknown);
    }
    const median = ratios.sort((one, two) => one - two)[1] ?? 0;
    expect(median).toBeGreaterThan(0.2);
    expect(median).toBeLessThan(5);
  });
});
