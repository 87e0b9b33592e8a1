import { randomUUID } from 'node:crypto';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { checkDueDomains } from '@rollcall/server/domains/domain-checks.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import {
  addDomain,
  asDomainAdmin,
  check,
  idOfDomain,
  putDomainOn,
  startDns,
  writeRecord,
} from '../_kit/domains.ts';
import { findRow, getRow } from '../_kit/membership.ts';
import { createOwnDatabase, type OwnDatabase } from '../schema/own-database.ts';

const dns = await startDns();
let own: OwnDatabase;
let database: TestDatabase;
let app: RunningApp;
let other: RunningApp;
beforeAll(async () => {
  own = await createOwnDatabase({ migrated: true });
  const urls = { databaseUrl: own.appUrl, databaseSystemUrl: own.systemUrl };
  app = await startApp({ ...urls, dnsServers: [dns.server] });
  other = await startApp({ ...urls, dnsServers: [dns.server] }, {}, { work: null });
  database = openDatabase(own.superuserUrl);
});
afterAll(async () => {
  await database.end();
  await app.stop();
  await other.stop();
  await own[Symbol.asyncDispose]();
});

interface Shown {
  readonly home: TestDistrict;
  readonly admin: TestPerson;
  readonly domain: DomainView;
}

/** A district with a domain shown by DNS, everybody of which is on its licence. */
async function shown(): Promise<Shown> {
  const home = await makeDistrict(app);
  const admin = await asDomainAdmin(app, home);
  const domain = await addDomain(admin, idOfDomain(home), `n${randomUUID().slice(0, 8)}.example`);
  writeRecord(dns, domain);
  await check(admin, domain);
  await putDomainOn(app, { ...home, admin }, 'student', domain.id);
  return { home, admin, domain };
}

/** As if the domain had been where it stands for so many days, and were due. */
async function daysLater({ domain }: Shown, days: number): Promise<void> {
  await database.rows(
    `update domain set next_check_at = now(), failing_since = failing_since - make_interval(days => $2),
       lost_at = lost_at - make_interval(days => $2) where id = $1`,
    [domain.id, days],
  );
  await checkDueDomains(app.context);
}
const stateOf = async ({ admin, domain }: Shown) => {
  const { districts } = await admin.client.domain.list.query();
  return districts.flatMap(({ domains }) => domains).find(({ id }) => id === domain.id);
};
const join = (domain: DomainView) => signIn(app, `p${randomUUID().slice(0, 8)}@${domain.name}`);

describe('a domain that is due', () => {
  it('[DOMAIN-3] is verified by itself once its record is there', async () => {
    const home = await makeDistrict(app);
    const admin = await asDomainAdmin(app, home);
    const domain = await addDomain(admin, idOfDomain(home), `n${randomUUID().slice(0, 8)}.example`);
    writeRecord(dns, domain);
    expect(await checkDueDomains(app.context)).toBe(0);
    await daysLater({ home, admin, domain }, 0);
    expect(await stateOf({ home, admin, domain })).toMatchObject({ state: 'verified' });
    const { entries } = await admin.client.domain.log.query({ beside: domain.id });
    expect(entries[0]).toMatchObject({ action: 'verified', by: { kind: 'system' } });
  });

  it('[F14] [DOMAIN-3] is looked up by one of two servers', async () => {
    const one = await shown();
    await database.rows('update domain set next_check_at = now() where id = $1', [one.domain.id]);
    const taken = await Promise.all([checkDueDomains(app.context), checkDueDomains(other.context)]);
    expect(taken.toSorted()).toEqual([0, 1]);
  });

  it('[B13] [DOMAIN-3] is lost after three days without its record: nobody new, nobody removed, back by itself', async () => {
    const one = await shown();
    const member = await join(one.domain);
    const { admin } = one;
    const { licenseId } = one.home;
    dns.records.delete(one.domain.record.name);
    await daysLater(one, 0);
    expect(await stateOf(one)).toMatchObject({ state: 'verified', failingSince: expect.any(String) });
    await daysLater(one, 3);
    expect(await stateOf(one)).toMatchObject({ state: 'lost', givenUpAt: expect.any(String) });
    const late = await join(one.domain);
    expect(await findRow(admin.client, licenseId, late.email)).toBeNull();
    expect(await getRow(admin.client, licenseId, member.email)).toMatchObject({ status: 'accepted' });
    const told = await database.rows<{ what: string }>(
      `select v.details ->> 'what' as what from audit_value v join audit a using (district_id, license_id, seq)
       where a.license_id = $1 and a.action = 'domains.changed' order by a.seq desc limit 1`,
      [licenseId],
    );
    expect(told).toEqual([{ what: 'lost' }]);
    writeRecord(dns, one.domain);
    await daysLater(one, 1);
    expect(await stateOf(one)).toMatchObject({ state: 'verified', failingSince: null });
    await signIn(app, late.email);
    expect(await getRow(admin.client, licenseId, late.email)).toMatchObject({ status: 'accepted' });
  });

  it('[B12] [B13] [DOMAIN-3] is free for its next owner after thirty days, whose people are strangers', async () => {
    const one = await shown();
    const member = await join(one.domain);
    dns.records.delete(one.domain.record.name);
    await daysLater(one, 0);
    await daysLater(one, 3);
    const next = await makeDistrict(app);
    const nextAdmin = await asDomainAdmin(app, next);
    const refused = addDomain(nextAdmin, idOfDomain(next), one.domain.name);
    await expect(refused).rejects.toThrow('DOMAIN_NOT_ACCEPTED');
    await daysLater(one, 30);
    expect(await stateOf(one)).toMatchObject({ state: 'waiting', licenses: [] });
    const taken = await addDomain(nextAdmin, idOfDomain(next), one.domain.name);
    writeRecord(dns, taken);
    expect(await check(nextAdmin, taken)).toMatchObject({ state: 'verified' });
    const { admin } = one;
    const { licenseId } = one.home;
    expect(await getRow(admin.client, licenseId, member.email)).toMatchObject({ status: 'accepted' });
    const stranger = await join(one.domain);
    expect(stranger.id).not.toBe(member.id);
    expect(await findRow(admin.client, licenseId, stranger.email)).toBeNull();
    expect(await findRow(nextAdmin.client, next.licenseId, stranger.email)).toBeNull();
  });
});
