import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { ensureDomain } from '@rollcall/server/vendor/create-domain.ts';
import { grantDomainAdmin, revokeDomainAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { canonical, makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import {
  addDomain,
  asDomainAdmin,
  check,
  idOfDomain,
  startDns,
  type TestDns,
  writeRecord,
} from '../_kit/domains.ts';
import { addPeople, getRow, newRequest } from '../_kit/membership.ts';
import { withServer } from '../_kit/with-server.ts';

const dns: TestDns = await startDns();
let app: RunningApp;
let database: TestDatabase;
withServer({ dnsServers: [dns.server] }, (server) => {
  ({ app, database } = server);
});

interface Owner {
  readonly home: TestDistrict;
  readonly admin: TestPerson;
}

async function owner(): Promise<Owner> {
  const home = await makeDistrict(app);
  return { home, admin: await asDomainAdmin(app, home) };
}

const freshName = () => `n${randomUUID().slice(0, 8)}.example`;
const add = ({ home, admin }: Owner, name: string) => addDomain(admin, idOfDomain(home), name);

describe('a domain', () => {
  it('[DOMAIN-1] waits until its record is in DNS, and is verified by looking it up', async () => {
    const one = await owner();
    const domain = await add(one, freshName());
    expect(domain).toMatchObject({ state: 'waiting', proof: 'dns', addedBy: expect.any(String) });
    expect(await check(one.admin, domain)).toMatchObject({ state: 'waiting', lastAnswer: 'missing' });
    dns.records.set(domain.record.name, ['something else', `${domain.record.value}x`]);
    expect(await check(one.admin, domain)).toMatchObject({ state: 'waiting', lastAnswer: 'missing' });
    writeRecord(dns, domain);
    expect(await check(one.admin, domain)).toMatchObject({ state: 'verified', lastAnswer: 'found' });
    const { entries } = await one.admin.client.domain.log.query({ beside: idOfDomain(one.home) });
    expect(entries.map(({ action, domain: name }) => [action, name])).toEqual([
      ['verified', domain.name],
      ['added', domain.name],
    ]);
  });

  it.each(['servfail', 'silence'] as const)(
    '[DOMAIN-3] [B13] is not judged by a server’s %s',
    async (fault) => {
      const one = await owner();
      const domain = await add(one, freshName());
      writeRecord(dns, domain);
      await check(one.admin, domain);
      dns.records.delete(domain.record.name);
      dns.fault = fault;
      try {
        const after = await check(one.admin, domain);
        expect(after).toMatchObject({ state: 'verified', lastAnswer: 'no_answer', failingSince: null });
      } finally {
        dns.fault = undefined;
      }
      expect((await check(one.admin, domain)).failingSince).not.toBeNull();
    },
    30_000,
  );

  it('[DOMAIN-1] [I3] is added once, whatever its spelling, and each answer comes again for its request', async () => {
    const one = await owner();
    const name = freshName();
    const first = await add(one, name);
    expect(await add(one, ` ${name.toUpperCase()}. `)).toMatchObject({ id: first.id });
    const request = { domainId: first.id, requestId: newRequest() };
    expect(await one.admin.client.domain.remove.mutate(request)).toEqual({ ok: true });
    expect(await one.admin.client.domain.remove.mutate(request)).toEqual({ ok: true });
    const again = one.admin.client.domain.remove.mutate({ ...request, requestId: newRequest() });
    expect(await refusalOf(again)).toEqual({ code: 'NOT_FOUND', details: { noun: 'domain' } });
  });

  it('[B22] [I12] a grant that is taken back lives on in no domain that its holder has added', async () => {
    const one = await owner();
    await add(one, freshName());
    const place = { districtId: one.home.id, domainId: one.home.domainId };
    const other = { email: canonical(`other@${one.home.domain}`), name: 'Other' };
    await app.context.db.withSystemTx(async (tx) => {
      await grantDomainAdmin(tx, place, other);
      await revokeDomainAdmin(tx, place, canonical(one.admin.email));
    });
    const admin = await signIn(app, one.admin.email);
    expect((await admin.client.domain.list.query()).districts).toEqual([]);
  });

  it('[B22] [DOMAIN-9] a grant that is taken back lives on in no proved domain either, unless another of the vendor’s is left', async () => {
    const one = await owner();
    const [mine, given] = [await add(one, freshName()), await add(one, freshName())];
    for (const domain of [mine, given]) {
      writeRecord(dns, domain);
      await check(one.admin, domain);
    }
    const districtId = one.home.id;
    const who = canonical(one.admin.email);
    const revoke = (domainId: string) =>
      app.context.db.withSystemTx(async (tx) => {
        const place = { districtId, domainId };
        await grantDomainAdmin(tx, place, { email: canonical(`other@${one.home.domain}`), name: 'Other' });
        return revokeDomainAdmin(tx, place, who);
      });
    await app.context.db.withSystemTx((tx) =>
      grantDomainAdmin(tx, { districtId, domainId: given.id }, { email: who, name: 'Domain admin' }),
    );
    expect(await revoke(one.home.domainId)).toEqual({ changed: true, copies: [] });
    expect(await revoke(given.id)).toEqual({ changed: true, copies: [mine.name] });
    const admin = await signIn(app, one.admin.email);
    expect((await admin.client.domain.list.query()).districts).toEqual([]);
    await addPeople(admin.client, one.home.licenseId, one.home.address('late'));
    expect(await getRow(admin.client, one.home.licenseId, one.home.address('late'))).toMatchObject({
      status: 'invited',
    });
  });

  it.each([
    ['was given up', 'verified_at = null', 'invited'],
    ['has lost its proof and is not given up', 'lost_at = now()', 'accepted'],
  ])(
    '[B18] [DOMAIN-9] additions by the admin of a domain that %s are as they are',
    async (_what, change, status) => {
      const { home, admin } = await owner();
      await database.rows(`update domain set ${change} where id = $1`, [home.domainId]);
      const email = home.address('somebody');
      await addPeople(admin.client, home.licenseId, email);
      expect(await getRow(admin.client, home.licenseId, email)).toMatchObject({ status });
    },
  );

  it('[DOMAIN-1] is not removed while its proof holds', async () => {
    const one = await owner();
    const input = { domainId: idOfDomain(one.home), requestId: newRequest() };
    expect((await refusalOf(one.admin.client.domain.remove.mutate(input))).code).toBe('DOMAIN_IS_VERIFIED');
  });
});

describe('a name', () => {
  it.each([
    ['co.uk', 'public_suffix'],
    ['k12.ca.us', 'public_suffix'],
    ['gmail.com', 'free_mail'],
    ['yahoo.co.uk', 'free_mail'],
    ['rіverbend.example', 'lookalike_characters'],
    ['dana@riverbend.example', 'not_a_domain'],
    ['no domain', 'not_a_domain'],
  ] as const)('[B13] [DOMAIN-2] %s cannot be claimed: %s', async (name, reason) => {
    const one = await owner();
    expect(await refusalOf(add(one, name))).toEqual({ code: 'DOMAIN_NOT_ACCEPTED', details: { reason } });
  });

  it('[B13] [DOMAIN-2] of another district, above or below one, is refused alike; a sibling is not', async () => {
    const [one, other] = [await owner(), await owner()];
    const parent = freshName();
    const theirs = `school.${parent}`;
    const domain = await add(other, theirs);
    // What nobody has shown to be theirs stands in nobody's way.
    await one.admin.client.domain.remove.mutate({
      domainId: (await add(one, theirs)).id,
      requestId: newRequest(),
    });
    writeRecord(dns, domain);
    await check(other.admin, domain);
    const answers = await Promise.all(
      [theirs, parent, `east.${theirs}`].map((name) => refusalOf(add(one, name))),
    );
    const refused = { code: 'DOMAIN_NOT_ACCEPTED', details: { reason: 'not_available' } };
    expect(answers).toEqual([refused, refused, refused]);
    expect(await add(one, `west.${parent}`)).toMatchObject({ state: 'waiting' });
  });

  it('[B13] [DOMAIN-2] is one district’s however many have the record, and at whatever moment they ask', async () => {
    const rivals = [await owner(), await owner()];
    const name = freshName();
    const domains = await Promise.all(rivals.map((rival) => add(rival, name)));
    dns.records.set(
      `_rollcall.${name}`,
      domains.map(({ record }) => record.value),
    );
    const answers = await Promise.allSettled(
      rivals.map(({ admin }, nth) =>
        check(admin, { id: domains[nth]?.id ?? idOfDomain(rivals[0]?.home as TestDistrict) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const owners = await database.rows('select 1 from domain where name = $1 and verified_at is not null', [
      name,
    ]);
    expect(owners).toHaveLength(1);
  });

  it('[B13] DNS of a stranger proves nothing: the value is the district’s own', async () => {
    const [one, other] = [await owner(), await owner()];
    const name = freshName();
    const mine = await add(one, name);
    const theirs = await add(other, name);
    expect(mine.record.value).not.toBe(theirs.record.value);
    writeRecord(dns, theirs);
    expect(await check(one.admin, mine)).toMatchObject({ state: 'waiting', lastAnswer: 'missing' });
  });

  it('[DOMAIN-1] the vendor’s word needs no record and is not looked up', async () => {
    const one = await owner();
    const domain = await add(one, freshName());
    await app.context.db.withSystemTx((tx) => ensureDomain(tx, one.home.id, domain.name));
    expect(await check(one.admin, domain)).toMatchObject({
      state: 'verified',
      proof: 'vendor',
      lastCheckedAt: null,
      nextCheckAt: null,
    });
  });
});

describe('who', () => {
  it('[B22] [DOMAIN-1] is no domain admin sees no domains, adds none and becomes none', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    expect(await client.domain.list.query()).toMatchObject({ districts: [] });
    const refused = { code: 'NOT_FOUND', details: { noun: 'domain' } };
    expect(await refusalOf(addDomain(home.admin, idOfDomain(home), freshName()))).toEqual(refused);
    const setting = {
      beside: idOfDomain(home),
      addWithoutInvitation: 'all_addresses',
      requestId: newRequest(),
    } as const;
    expect(await refusalOf(client.domain.changeSetting.mutate(setting))).toEqual(refused);
    const grants = await database.rows('select 1 from domain_admin where district_id = $1', [home.id]);
    expect(grants).toEqual([]);
  });

  it('[B22] is the district’s last domain admin stays it: the domain that the grant is on is not removed', async () => {
    const one = await owner();
    await database.rows(`update domain set verified_at = null, proof = 'dns' where id = $1`, [
      one.home.domainId,
    ]);
    const input = { domainId: idOfDomain(one.home), requestId: newRequest() };
    expect((await refusalOf(one.admin.client.domain.remove.mutate(input))).code).toBe('LAST_DOMAIN_ADMIN');
    expect(await one.admin.client.domain.list.query()).toMatchObject({ districts: [{}] });
  });

  it('[B22] adds a domain is its admin by a copy of their grant, and nobody else is', async () => {
    const one = await owner();
    const colleague = await signIn(app, one.home.address('colleague'));
    const domain = await add(one, freshName());
    const grants = await database.rows<{ email: string; person_id: string }>(
      'select email, person_id from domain_admin where domain_id = $1',
      [domain.id],
    );
    expect(grants).toEqual([{ email: one.admin.email, person_id: one.admin.id }]);
    expect(await colleague.client.domain.list.query()).toMatchObject({ districts: [] });
  });
});
