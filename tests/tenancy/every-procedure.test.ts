import { randomUUID } from 'node:crypto';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { callApi, type RawAnswer } from '../_kit/http.ts';
import { foreignLms } from '../_kit/lms-calls.ts';
import { getRow } from '../_kit/membership.ts';
import {
  comment,
  type IdField,
  invited,
  joined,
  planned,
  procedures,
  type ReadyCall,
  validCalls,
} from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
let other: TestDistrict;
let foreign: Readonly<Record<IdField, string>>;

withServer({ demo: true, sandbox: true }, async (server) => {
  ({ app, database } = server);
  other = await makeDistrict(app);
  const guest = await invited(app, other);
  const sessions = await guest.client.account.sessions.query();
  foreign = {
    licenseId: other.licenseId,
    memberId: (await getRow(other.admin.client, other.licenseId, guest.email)).id,
    sessionId: sessions[0]?.id ?? '',
    commentId: await comment(await joined(app, other)),
    runId: (await planned(app, other)).id,
    domainId: other.domainId,
    ...(await foreignLms(app, other)),
    beside: other.domainId,
  };
});

const typeOf = (name: string) => {
  const procedure = procedures.find((one) => one.name === name);
  if (procedure === undefined) throw new Error(`no procedure ${name}`);
  return procedure.type;
};
const send = (name: string, ready: ReadyCall, input = ready.input): Promise<RawAnswer> =>
  callApi(app.port, name, { ...ready, type: typeOf(name), input });

/** Each way to put foreign ids into an input: one field, or all of them. */
function swaps(input: Readonly<Record<string, unknown>>): IdField[][] {
  const fields = (Object.keys(foreign) as IdField[]).filter((field) => field in input);
  return fields.length > 1 ? [...fields.map((field) => [field]), fields] : fields.map((field) => [field]);
}

/** What other people's rows look like from behind: nothing of it may move. */
const foreignState = () =>
  database.value<string>(
    `select jsonb_build_object(
       'license', (select to_jsonb(l) from license l where l.id = $1),
       'members', (select jsonb_agg(to_jsonb(m) order by m.id) from member m where m.license_id = $1),
       'events', (select count(*) from event e where e.license_id = $1),
       'session', (select to_jsonb(s) - 'seen_at' from session s where s.id = $2),
       'comments', (select count(*) from comment c where c.id = $3),
       'runs', (select jsonb_agg(to_jsonb(r) - '{lease_until,attempts}'::text[] order by r.id) from run r where r.license_id = $1))::text`,
    [foreign.licenseId, foreign.sessionId, foreign.commentId],
  );

describe('every procedure of the API', () => {
  it('[A01] has a valid call registered, and no call is registered for one that is gone', () => {
    expect(Object.keys(validCalls).sort()).toEqual(procedures.map(({ name }) => name).sort());
  });

  it.each(Object.keys(validCalls))('[A01] %s answers its own and knows no other district', async (name) => {
    const home = await makeDistrict(app);
    const ready = await validCalls[name]?.(app, home);
    if (ready === undefined) throw new Error('no call');
    const before = await foreignState();
    for (const fields of swaps(ready.input ?? {})) {
      const swapped = (ids: (field: IdField) => string) =>
        send(name, ready, {
          ...ready.input,
          ...Object.fromEntries(fields.map((field) => [field, ids(field)])),
        });
      const refused = await swapped((field) => foreign[field]);
      const unknown = await swapped(() => randomUUID());
      expect({ fields, status: refused.status }).toEqual({ fields, status: 404 });
      expect({ fields, body: refused.body }).toEqual({ fields, body: unknown.body });
    }
    expect(await foreignState()).toBe(before);

    const own = await send(name, ready);
    expect({ status: own.status, body: own.status === 200 ? '' : own.body }).toEqual({
      status: 200,
      body: '',
    });
    for (const id of [...Object.values(foreign), other.id, other.admin.email])
      expect(own.body).not.toContain(id);
  });
});
