import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase, type TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { callApi } from '../_kit/http.ts';
import { addPeople, openKey } from '../_kit/membership.ts';
import { joined, procedures, validCalls } from '../_kit/valid-calls.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let database: TestDatabase;
let home: TestDistrict;
beforeAll(async () => {
  app = await startApp({ demo: true });
  database = openDatabase();
  home = await makeDistrict(app);
});
afterAll(async () => {
  await app.stop();
  await database.end();
});

/** Every path of a value at which something stands: `license.counts.student.accepted`. */
function pathsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => pathsOf(item, `${at}[]`)))];
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, part]) => pathsOf(part, at === '' ? key : `${at}.${key}`));
}

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
  it('[B05] [R10] exactly these paths, for each procedure', async () => {
    await addPeople(home.admin.client, home.licenseId, `Name Given <${home.address('listed')}>`);
    const told: Record<string, string[]> = {};
    for (const { name, type } of procedures) {
      const ready = await validCalls[name]?.(app, home);
      if (ready === undefined) throw new Error('no call');
      const answer = await callApi(app.port, name, { ...ready, type });
      told[name] = pathsOf(JSON.parse(answer.body).result.data).sort();
    }
    expect(told).toMatchInlineSnapshot(`
      {
        "account.addAddress": [
          "ok",
        ],
        "account.endSession": [
          "ok",
        ],
        "account.me": [
          "emails[]",
          "isAdmin",
          "name",
          "personId",
          "sessionId",
        ],
        "account.requestAddressCode": [
          "demoCode",
        ],
        "account.requestCode": [
          "demoCode",
        ],
        "account.sessions": [
          "[].current",
          "[].id",
          "[].seenAt",
          "[].signedInAt",
          "[].userAgent",
        ],
        "account.signIn": [
          "ok",
        ],
        "account.signOut": [
          "ok",
        ],
        "demo.people": [
          "[].district",
          "[].email",
          "[].label",
          "[].name",
          "[].opens",
          "[].role",
        ],
        "demo.signIn": [
          "opens",
        ],
        "document.addComment": [
          "createdAt",
          "id",
          "text",
        ],
        "document.begin": [
          "ok",
        ],
        "document.comments": [
          "[].createdAt",
          "[].id",
          "[].text",
        ],
        "document.removeComment": [
          "ok",
        ],
        "invite.decline": [
          "state",
        ],
        "invite.dismiss": [
          "state",
        ],
        "invite.inbox": [
          "entries[].acceptedAt",
          "entries[].districtName",
          "entries[].endsAt",
          "entries[].invitedAt",
          "entries[].invitedBy",
          "entries[].licenseId",
          "entries[].licenseName",
          "entries[].licenseType",
          "entries[].memberId",
          "entries[].phase",
          "entries[].popUp",
          "entries[].seq",
          "entries[].state",
          "entries[].userType",
          "epoch",
          "features[]",
        ],
        "invite.join": [
          "state",
        ],
        "license.get": [
          "admins[].email",
          "admins[].isDomainAdmin",
          "admins[].isMe",
          "admins[].name",
          "epoch",
          "license.counts.other.accepted",
          "license.counts.other.invited",
          "license.counts.other.rejected",
          "license.counts.student.accepted",
          "license.counts.student.invited",
          "license.counts.student.rejected",
          "license.counts.teacher.accepted",
          "license.counts.teacher.invited",
          "license.counts.teacher.rejected",
          "license.districtName",
          "license.endsAt",
          "license.id",
          "license.keyEnabled",
          "license.keyUserType",
          "license.name",
          "license.phase",
          "license.seatsHeld.staff",
          "license.seatsHeld.student",
          "license.seq",
          "license.staffSeats",
          "license.startsAt",
          "license.studentSeats",
          "license.type",
          "myAdditions",
        ],
        "license.history": [
          "points[].counts.other.accepted",
          "points[].counts.other.invited",
          "points[].counts.other.rejected",
          "points[].counts.student.accepted",
          "points[].counts.student.invited",
          "points[].counts.student.rejected",
          "points[].counts.teacher.accepted",
          "points[].counts.teacher.invited",
          "points[].counts.teacher.rejected",
          "points[].day",
          "points[].declined",
          "points[].joined",
          "points[].seatsHeld.staff",
          "points[].seatsHeld.student",
          "points[].staffSeats",
          "points[].studentSeats",
          "seq",
          "today",
        ],
        "license.list": [
          "[].counts.other.accepted",
          "[].counts.other.invited",
          "[].counts.other.rejected",
          "[].counts.student.accepted",
          "[].counts.student.invited",
          "[].counts.student.rejected",
          "[].counts.teacher.accepted",
          "[].counts.teacher.invited",
          "[].counts.teacher.rejected",
          "[].districtName",
          "[].endsAt",
          "[].id",
          "[].keyEnabled",
          "[].keyUserType",
          "[].name",
          "[].phase",
          "[].seatsHeld.staff",
          "[].seatsHeld.student",
          "[].seq",
          "[].staffSeats",
          "[].startsAt",
          "[].studentSeats",
          "[].type",
        ],
        "license.readKey": [
          "key",
        ],
        "license.rotateKey": [
          "ok",
        ],
        "license.setKey": [
          "ok",
        ],
        "licenseKey.redeem": [
          "licenseName",
          "outcome",
        ],
        "member.add": [
          "kind",
          "lines[].email",
          "lines[].line",
          "lines[].outcome",
          "lines[].reason",
          "lines[].text",
          "outcomes.invited",
        ],
        "member.choices": [],
        "member.list": [
          "counts.other.accepted",
          "counts.other.invited",
          "counts.other.rejected",
          "counts.student.accepted",
          "counts.student.invited",
          "counts.student.rejected",
          "counts.teacher.accepted",
          "counts.teacher.invited",
          "counts.teacher.rejected",
          "epoch",
          "members[].addedAt",
          "members[].addedBy",
          "members[].canonicalEmail",
          "members[].declineReason",
          "members[].email",
          "members[].id",
          "members[].lastActiveOn",
          "members[].name",
          "members[].seq",
          "members[].shownOn",
          "members[].sources[]",
          "members[].status",
          "members[].userType",
          "nextCursor",
          "previousCursor",
          "seq",
        ],
        "member.panel": [
          "history[].at",
          "history[].by",
          "history[].run",
          "history[].what",
          "member.addedAt",
          "member.addedBy",
          "member.canonicalEmail",
          "member.declineReason",
          "member.email",
          "member.id",
          "member.lastActiveOn",
          "member.name",
          "member.seq",
          "member.shownOn",
          "member.sources[]",
          "member.status",
          "member.userType",
          "removal.ends[]",
          "sources[].addedBy",
          "sources[].endedAt",
          "sources[].kind",
          "sources[].reference",
          "sources[].startedAt",
        ],
        "member.places": [
          "epoch",
          "every",
          "isExact",
          "seq",
          "total",
        ],
        "member.planAdd": [
          "digest",
          "lines[].email",
          "lines[].line",
          "lines[].outcome",
          "lines[].reason",
          "lines[].text",
          "outcomes.invited",
          "seatsAfter.staff.free",
          "seatsAfter.staff.over",
          "seatsAfter.staff.reserved",
          "seatsAfter.staff.total",
          "seatsAfter.staff.used",
          "seatsAfter.student.free",
          "seatsAfter.student.over",
          "seatsAfter.student.reserved",
          "seatsAfter.student.total",
          "seatsAfter.student.used",
        ],
        "member.reinvite": [
          "outcome",
        ],
        "member.remind": [
          "outcome",
        ],
        "member.remove": [
          "outcome",
        ],
        "member.typeSuspects": [],
        "member.withdraw": [
          "outcome",
        ],
      }
    `);
  });

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
  });

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
    expect(keys).toEqual([{ key: 'memberIds' }]);
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
