import type { RunningApp } from '@rollcall/server/app.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { callApi, rawRequest, refusalIn } from '../_kit/http.ts';
import { procedures, type ReadyCall, validCalls } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
let other: TestDistrict;
withServer({ demo: true, sandbox: true }, async (server) => {
  ({ app, database } = server);
  other = await makeDistrict(app);
});
beforeEach(async () => {
  home = await makeDistrict(app, { studentSeats: null });
});

const ask = (person: TestPerson, name: string, input: unknown) =>
  callApi(app.port, name, { type: 'query', token: person.token, input });
const stateOf = (district: TestDistrict) =>
  database.value<string>(
    `select jsonb_build_object(
       'district', (select to_jsonb(d) from district d where d.id = $2),
       'license', (select to_jsonb(l) from license l where l.id = $1),
       'members', (select jsonb_agg(to_jsonb(m) order by m.id) from member m where m.license_id = $1),
       'grants', (select jsonb_agg(to_jsonb(g) order by g.email) from license_admin g where g.license_id = $1),
       'runs', (select jsonb_agg(to_jsonb(r) - '{lease_until,attempts}'::text[] order by r.id) from run r where r.license_id = $1),
       'events', (select count(*) from event e where e.license_id = $1))::text`,
    [district.licenseId, district.id],
  );

const withInput = procedures.filter(({ name }) => !['account.me', 'demo.people'].includes(name));

describe('keys that nobody asked for', () => {
  const smuggled = {
    districtId: () => other.id,
    tenantId: () => other.id,
    role: () => 'owner',
    status: () => 'accepted',
    domainAdmin: () => true,
    mode: () => 'at_once',
    actorIsDomainAdmin: () => true,
    personId: () => other.admin.id,
    email_verified: () => true,
  };

  it.each(withInput)(
    '[B04] [A02] [B18] $name refuses each of them and does nothing',
    async ({ name, type }) => {
      const ready = await validCalls[name]?.(app, home);
      if (ready === undefined) throw new Error('no call');
      const before = await stateOf(home);
      for (const [key, value] of Object.entries(smuggled)) {
        if (ready.input === undefined || key in ready.input) continue;
        const answer = await callApi(app.port, name, {
          ...ready,
          type,
          input: { ...ready.input, [key]: value() },
        });
        expect({ key, status: answer.status }).toEqual({ key, status: 400 });
        expect(refusalIn(answer)).toMatchObject({ details: { issues: [{ message: 'unrecognized_keys' }] } });
      }
      await expectProtoRefused(name, type, ready);
      expect(await stateOf(home)).toBe(before);
    },
  );

  /** As text: in a literal, `__proto__` would set the prototype instead of being a key. */
  async function expectProtoRefused(
    name: string,
    type: 'query' | 'mutation',
    ready: ReadyCall,
  ): Promise<void> {
    if (ready.input === undefined) return;
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const input = JSON.stringify(ready.input).replace(/\}$/, `,"${key}":{"domainAdmin":true}}`);
      const headers = {
        origin: `http://127.0.0.1:${app.port}`,
        'content-type': 'application/json',
        cookie: `rollcall=${ready.token ?? ''}`,
        ...ready.headers,
      };
      const answer = await (type === 'query'
        ? rawRequest(app.port, { path: `/api/${name}?input=${encodeURIComponent(input)}`, headers })
        : rawRequest(app.port, { method: 'POST', path: `/api/${name}`, headers, body: input }));
      expect({ key, status: answer.status }).toEqual({ key, status: 400 });
    }
    expect(Reflect.get({}, 'domainAdmin')).toBeUndefined();
  }

  it('[A02] a district in headers, cookies and the query decides nothing', async () => {
    const plain = await ask(home.admin, 'license.list', undefined);
    const claimed = await callApi(app.port, 'license.list', {
      type: 'query',
      headers: {
        cookie: `rollcall=${home.admin.token}; districtId=${other.id}; tenantId=${other.id}`,
        'x-district-id': other.id,
        'x-tenant-id': other.id,
        'x-forwarded-host': other.domain,
        'x-forwarded-user': other.admin.email,
      },
    });
    expect(claimed.body).toBe(plain.body);
    const queried = await rawRequest(app.port, {
      path: `/api/license.list?districtId=${other.id}&tenantId=${other.id}`,
      headers: { origin: `http://127.0.0.1:${app.port}`, cookie: `rollcall=${home.admin.token}` },
    });
    expect(queried.body).toBe(plain.body);
  });

  it('[B04] values of the wrong kind are refused by every procedure that takes input', async () => {
    for (const { name, type } of withInput) {
      const ready = await validCalls[name]?.(app, home);
      if (ready?.input === undefined) continue;
      for (const input of [
        null,
        [],
        'text',
        7,
        { ...ready.input, [Object.keys(ready.input)[0] ?? '']: { $ne: 1 } },
      ]) {
        const { status } = await callApi(app.port, name, { ...ready, type, input });
        expect({ name, input: JSON.stringify(input), status }).toMatchObject({ status: 400 });
      }
    }
  });
});
