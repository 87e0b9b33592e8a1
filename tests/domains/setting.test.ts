import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { asDomainAdmin, idOfDomain } from '../_kit/domains.ts';
import { addPeople, findRow, newRequest } from '../_kit/membership.ts';
import { importCsv } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

/** A district whose licence is managed by a domain admin, who has set the stricter setting. */
async function strictDistrict(): Promise<TestDistrict> {
  const made = await makeDistrict(app);
  const admin = await asDomainAdmin(app, made);
  const home = { ...made, admin };
  await set(home, 'verified_domains_only');
  return home;
}

const set = (
  { admin, ...home }: TestDistrict,
  addWithoutInvitation: 'all_addresses' | 'verified_domains_only',
) =>
  admin.client.domain.changeSetting.mutate({
    beside: idOfDomain({ admin, ...home }),
    addWithoutInvitation,
    requestId: newRequest(),
  });
const statusOf = async ({ admin, licenseId }: TestDistrict, email: string) =>
  (await findRow(admin.client, licenseId, email))?.status;

describe('add without invitation', () => {
  it('[B19] [INVITE-1] for verified domains only: pasted addresses outside of them are invited', async () => {
    const home = await strictDistrict();
    const [inside, outside, below] = [home.address('in'), 'out@elsewhere.example', `x@sub.${home.domain}`];
    await addPeople(home.admin.client, home.licenseId, [inside, outside, below].join('\n'));
    expect(await statusOf(home, inside)).toBe('accepted');
    expect(await statusOf(home, outside)).toBe('invited');
    expect(await statusOf(home, below)).toBe('invited');
  });

  it('[B19] [INVITE-1] for verified domains only: so are those of a file', async () => {
    const home = await strictDistrict();
    const [inside, outside] = [home.address('in'), 'out@elsewhere.example'];
    const file = `Email\n${inside}\n${outside}\n`;
    const run = await importCsv(app, home.admin, { licenseId: home.licenseId, file });
    expect(run.outcomes).toEqual({ added: 1, invited: 1 });
    expect(await statusOf(home, inside)).toBe('accepted');
    expect(await statusOf(home, outside)).toBe('invited');
  });

  it('[B19] [DOMAIN-4] a domain whose proof is lost is outside', async () => {
    const home = await strictDistrict();
    await database.rows('update domain set lost_at = now() where id = $1', [home.domainId]);
    await addPeople(home.admin.client, home.licenseId, home.address('in'));
    expect(await statusOf(home, home.address('in'))).toBe('invited');
  });

  it('[B19] changes nobody who is on the list, is logged once, and can be taken back', async () => {
    const home = await strictDistrict();
    const outside = 'out@elsewhere.example';
    await addPeople(home.admin.client, home.licenseId, outside);
    await set(home, 'all_addresses');
    await set(home, 'all_addresses');
    expect(await statusOf(home, outside)).toBe('invited');
    await addPeople(home.admin.client, home.licenseId, 'other@elsewhere.example');
    expect(await statusOf(home, 'other@elsewhere.example')).toBe('accepted');
    const { entries } = await home.admin.client.domain.log.query({ beside: idOfDomain(home) });
    expect(entries.map(({ action, setting }) => [action, setting])).toEqual([
      ['setting_changed', 'all_addresses'],
      ['setting_changed', 'verified_domains_only'],
    ]);
  });

  it('[D09] [I4] a person of another district’s domain is like any outside address', async () => {
    const [home, other] = [await strictDistrict(), await makeDistrict(app)];
    const theirs = (await signIn(app, other.address('pupil'))).email;
    const nobodys = 'somebody@elsewhere.example';
    const { licenseId, admin } = home;
    const planned = await admin.client.member.planAdd.mutate({
      licenseId,
      text: `${theirs}\n${nobodys}`,
      userType: 'student',
    });
    const [one, same] = planned.lines.map(({ outcome, reason }) => ({ outcome, reason }));
    expect(one).toEqual(same);
    expect(one).toMatchObject({ outcome: 'invited' });
  });
});
