import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { callApi } from '../_kit/http.ts';
import { addPeople, openKey } from '../_kit/membership.ts';
import { joined, procedures, validCalls } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let home: TestDistrict;
withServer({ demo: true, sandbox: true }, async (server) => {
  ({ app, database } = server);
  home = await makeDistrict(app);
});

/** What must be in no answer: everything that opens something, as it is stored and as it was given out. */
async function secrets(): Promise<string[]> {
  const rows = await database.rows<{ secret: string }>(
    `select encode(token_hash, f) as secret from session, (values ('hex'), ('base64')) as form (f)
     union select encode(key_hmac, f) from license, (values ('hex'), ('base64')) as form (f) where id = $1
     union select encode(key_sealed, f) from license, (values ('hex'), ('base64')) as form (f) where id = $1
     union select encode(audit_head, 'hex') from license where id = $1 and length(audit_head) > 0
     union select encode(code_hash, 'hex') from sign_in_code`,
    [home.licenseId],
  );
  return rows.map((row) => row.secret).filter((secret) => secret !== '');
}

describe('what each answer tells', () => {
  // A valid call of each procedure takes its time.
  it('[B05] no token, hash or sealed key stands in any answer, and the key in one only', async () => {
    const key = await openKey(home.admin.client, home.licenseId);
    const hidden = await secrets();
    expect(hidden.length).toBeGreaterThan(4);
    for (const { name, type } of procedures) {
      const ready = await validCalls[name]?.(app, home);
      if (ready === undefined || name === 'license.rotateKey') continue;
      const { body } = await callApi(app.port, name, { ...ready, type });
      expect({ name, tells: hidden.filter((secret) => body.includes(secret)) }).toEqual({ name, tells: [] });
      expect({ name, tellsToken: /rs_[\w-]{20}/.test(body) }).toEqual({ name, tellsToken: false });
      expect({ name, tellsKey: body.includes(key) }).toEqual({ name, tellsKey: name === 'license.readKey' });
    }
  }, 120_000);

  it('[B05] [E11] a pupil is told no address but their own, and no name but the inviter’s', async () => {
    const pupil = await joined(app, home);
    const others = [home.admin.email, (await joined(app, home)).email, home.address('listed')];
    const own: Record<string, unknown> = {
      me: await pupil.client.account.me.query(),
      inbox: await pupil.client.invite.inbox.query(),
      sessions: await pupil.client.account.sessions.query(),
      comments: await pupil.client.document.comments.query(),
    };
    for (const [name, answer] of Object.entries(own)) {
      const text = JSON.stringify(answer);
      for (const email of others)
        expect({ name, tells: text.includes(email) }).toEqual({ name, tells: false });
    }
    expect(JSON.stringify(own.me)).toContain(pupil.email);
    for (const name of ['license.list', 'license.get', 'member.list', 'license.readKey'] as const) {
      const ready = await validCalls[name]?.(app, home);
      const type = name === 'license.readKey' ? 'mutation' : 'query';
      const answer = await callApi(app.port, name, { input: ready?.input, token: pupil.token, type });
      expect({ name, found: answer.status === 404 || answer.body === '{"result":{"data":[]}}' }).toEqual({
        name,
        found: true,
      });
    }
  });

  it('[B05] [ACCESS-4] a district sees the name it supplied and not the person’s own', async () => {
    const person = await signIn(app, home.address('renamed'));
    await database.rows("update person set name = 'Own Profile Name' where id = $1", [person.id]);
    await addPeople(home.admin.client, home.licenseId, `District Name <${person.email}>`);
    const { members } = await home.admin.client.member.list.query({
      licenseId: home.licenseId,
      filter: {},
      sort: 'added',
      order: 'descending',
    });
    const row = members.find((member) => member.email === person.email);
    expect(row?.name).toBe('District Name');
    expect(JSON.stringify(members)).not.toContain('Own Profile Name');
  });

  it('[B05] [LIVE-10] a stored event names rows and holds nothing of anybody', async () => {
    const keys = await database.rows<{ key: string }>(
      'select distinct jsonb_object_keys(payload) as key from event',
    );
    const known = ['batch', 'changed', 'memberIds', 'runId'];
    expect(keys.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([]);
    expect(keys.length).toBeGreaterThan(0);
    const withText = await database.value<number>(
      `select count(*)::int from event where payload::text ~ '@' or payload::text ~* 'name'`,
    );
    expect(withText).toBe(0);
  });

  it('[R21] the hashed part of the audit log holds ids only', async () => {
    const wrong = await database.rows(
      `select actor_id, action, targets from audit
       where actor_kind = 'person' and actor_id !~ '^[0-9a-f-]{36}$' or actor_id ~ '@' or action ~ '@'`,
    );
    expect(wrong).toEqual([]);
  });
});
