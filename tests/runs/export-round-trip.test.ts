import { canonicalEmail } from '@rollcall/core/emails.ts';
import { userType } from '@rollcall/core/licenses/seats.ts';
import { sourceKind } from '@rollcall/core/members/sources.ts';
import { memberStatus } from '@rollcall/core/members/status.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { grantDomainAdmin } from '@rollcall/server/vendor/grants.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { asVendor, makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { rawRequest } from '../_kit/http.ts';
import { addPeople, inviteOf, newRequest } from '../_kit/membership.ts';
import { parseQuotedCsv } from '../_kit/quoted-csv.ts';
import { importCsv, inspectFile } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const names = ['=1+1', '+cmd', '-2', '@sum(a1)', "'=x", 'a;=1', 'say "hi"', "=cmd|'/c calc'!a1", 'Ana, Ruiz'];
const kinds = sourceKind.options;
const statuses = memberStatus.options;

/** Somebody of each status by each source, of all user types, with names that a spreadsheet would compute. */
async function fill(home: TestDistrict): Promise<void> {
  const people = statuses.flatMap((status) => kinds.map((kind) => ({ status, kind })));
  for (const [index, { status, kind }] of people.entries()) {
    const email = home.address(`Person.${index}`);
    const type = userType.options[index % userType.options.length];
    await addPeople(home.admin.client, home.licenseId, email, type);
    if (status !== 'invited') {
      const person = await signIn(app, email.toLowerCase());
      const answer = { memberId: await inviteOf(person, home.licenseId), requestId: newRequest() };
      if (status === 'accepted') await person.client.invite.join.mutate(answer);
      else await person.client.invite.decline.mutate({ ...answer, reason: '=no' });
    }
    const row = [home.licenseId, email.toLowerCase()];
    await database.rows('update member set name = $3 where license_id = $1 and email = $2', [
      ...row,
      names[index % names.length],
    ]);
    await database.rows(
      `update member_source s set kind = $3 from member m
       where m.license_id = $1 and m.email = $2 and s.license_id = $1 and s.member_id = m.id`,
      [...row, kind],
    );
    // Whom a followed source holds it names, too.
    await database.rows(
      `insert into source_person (district_id, license_id, source, external_id, email, user_type, member_id)
       select m.district_id, m.license_id, $3, m.id::text, m.email, m.user_type, m.id from member m
       where m.license_id = $1 and m.email = $2 and $3 in ('ou', 'classroom')`,
      [...row, kind],
    );
  }
}

/** Everything that is stored about the people of a licence, and what the licence counts. */
async function everything(home: TestDistrict): Promise<unknown> {
  return database.rows(
    `select
       (select json_agg(to_jsonb(m) order by m.id) from member m where m.license_id = l.id) as members,
       (select json_agg(to_jsonb(s) order by s.id) from member_source s where s.license_id = l.id) as sources,
       to_jsonb(l) - 'seq' - 'audit_head' - 'history_day' as license
     from license l where l.id = $1`,
    [home.licenseId],
  );
}

async function exported(home: TestDistrict, admin: TestPerson): Promise<string> {
  const answer = await rawRequest(app.port, {
    path: `/files/licenses/${home.licenseId}/people.csv`,
    headers: { cookie: `rollcall=${admin.token}` },
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** As a spreadsheet saves it: quotes only where they are needed, delimiter and line ends of its own. */
function resaved(text: string, delimiter: string, reorder: <Row>(rows: Row[]) => Row[] = (rows) => rows) {
  const rows = parseQuotedCsv(text);
  const cell = (value: string) =>
    value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const header = Object.keys(rows[0] ?? {});
  const lines = reorder(rows).map((row) => header.map((name) => cell(row[name] ?? '')).join(delimiter));
  return `${[header.join(delimiter), ...lines].join('\n')}\n`;
}

const saved: readonly (readonly [string, (text: string) => string | Buffer])[] = [
  ['as it was', (text) => text],
  ['with semicolons, in another order', (text) => resaved(text, ';', (rows) => rows.toReversed())],
  ['as UTF-16 with tabs', (text) => Buffer.from(`\ufeff${resaved(text, '\t')}`, 'utf16le')],
];

async function expectUnchanged(home: TestDistrict, admin: TestPerson): Promise<void> {
  const text = await exported(home, admin);
  const before = await everything(home);
  for (const [, save] of saved) {
    const file = save(text);
    const inspection = await inspectFile(app, admin, home.licenseId, file);
    expect(inspection).toMatchObject({ isOurExport: true, questions: [] });
    const run = await importCsv(app, admin, { licenseId: home.licenseId, file, inspection });
    expect(run.outcomes).toEqual({
      already_member: kinds.length,
      already_invited: kinds.length,
      stays_rejected: kinds.length,
    });
    expect(await everything(home)).toEqual(before);
  }
  await expectBooksBalance(database, home.licenseId);
}

describe('an export of the list that is uploaded again', () => {
  it('[RUN-10] [D05] changes nothing, whoever uploads it and however a spreadsheet has saved it', async () => {
    const home = await makeDistrict(app);
    await fill(home);
    await expectUnchanged(home, home.admin);
    const email = canonicalEmail(home.admin.email);
    if (!email.ok) throw new Error('The admin has no address');
    await asVendor(app, { districtId: home.id, licenseId: home.licenseId }, (tx) =>
      grantDomainAdmin(
        tx,
        { districtId: home.id, domainId: home.domainId },
        { email: email.email, name: 'A' },
      ),
    );
    // Without the mark a domain admin's file puts everybody on the licence.
    await expectUnchanged(home, await signIn(app, home.admin.email));
  });

  it('[RUN-10] brings back who was taken off since, with name and user type', async () => {
    const home = await makeDistrict(app);
    const { client } = home.admin;
    await addPeople(client, home.licenseId, `"=1" <${home.address('gone')}>`, 'teacher');
    const text = await exported(home, home.admin);
    await importCsv(app, home.admin, { licenseId: home.licenseId, file: text, kind: 'csv_remove' });
    const run = await importCsv(app, home.admin, { licenseId: home.licenseId, file: text });
    expect(run.outcomes).toEqual({ invited: 1 });
    const { members } = await client.member.list.query({
      licenseId: home.licenseId,
      filter: {},
      sort: 'added',
      order: 'descending',
    });
    expect(members).toMatchObject([{ name: '=1', userType: 'teacher', status: 'invited' }]);
  });

  it('[RUN-10] without its mark it is a file like any other: who declined is asked again', async () => {
    const home = await makeDistrict(app);
    await fill(home);
    const text = (await exported(home, home.admin)).replace('"Rollcall export"', '"Notes"');
    const run = await importCsv(app, home.admin, { licenseId: home.licenseId, file: text });
    expect(run.outcomes).toMatchObject({ reinvited: kinds.length });
  });
});
