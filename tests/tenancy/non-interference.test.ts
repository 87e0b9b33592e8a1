import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, findRow, newRequest, openKey } from '../_kit/membership.ts';
import { importCsv } from '../_kit/runs.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

interface World {
  readonly district: TestDistrict;
  readonly people: readonly TestPerson[];
}

/** What is done in a district: each step answers with what whoever acted was told. */
type Step = (world: World) => Promise<unknown>;

const told = (call: Promise<unknown>) => call.catch((error: { data?: unknown }) => ({ refused: error.data }));

const add =
  (...who: readonly number[]): Step =>
  ({ district, people }) =>
    told(
      addPeople(
        district.admin.client,
        district.licenseId,
        who.map((nth) => people[nth]?.email ?? 'x').join('\n'),
      ),
    );
const answer =
  (nth: number, verb: 'join' | 'decline'): Step =>
  async ({ district, people }) => {
    const person = people[nth] as TestPerson;
    const { entries } = await person.client.invite.inbox.query();
    const memberId = entries.find((entry) => entry.licenseId === district.licenseId)?.memberId;
    if (memberId === undefined) return 'no invite';
    const input = { memberId, requestId: newRequest() };
    return told(
      verb === 'join'
        ? person.client.invite.join.mutate(input)
        : person.client.invite.decline.mutate({ ...input, reason: 'no' }),
    );
  };
const onRow =
  (nth: number, verb: 'remove' | 'withdraw' | 'remind' | 'reinvite'): Step =>
  async ({ district, people }) => {
    const row = await findRow(district.admin.client, district.licenseId, people[nth]?.email ?? '');
    if (row === null) return 'no row';
    return told(district.admin.client.member[verb].mutate(click(district.licenseId, row)));
  };
const enterKey =
  (nth: number): Step =>
  async ({ district, people }) => {
    const key = await openKey(district.admin.client, district.licenseId);
    return told(
      (people[nth] as TestPerson).client.licenseKey.redeem.mutate({ key, requestId: newRequest() }),
    );
  };
/** A file of people, planned, confirmed and applied; and a few hundred whom nobody else knows. */
const upload =
  (kind: 'csv_add' | 'csv_remove', ...who: readonly number[]): Step =>
  ({ district, people }) => {
    const others =
      kind === 'csv_add' ? [] : Array.from({ length: 300 }, (_, nth) => district.address(`o${nth}`));
    const emails = [...who.map((nth) => people[nth]?.email ?? 'x'), ...others];
    const { licenseId, admin } = district;
    return told(importCsv(app, admin, { licenseId, kind, file: `Email\n${emails.join('\n')}\n` }));
  };
const list: Step = ({ district }) =>
  district.admin.client.member.list.query({
    licenseId: district.licenseId,
    filter: {},
    sort: 'email',
    order: 'ascending',
  });

/** A life of a licence with three seats for five people, by every verb. */
const life: readonly Step[] = [
  add(0, 1, 2, 3),
  answer(0, 'join'),
  answer(1, 'decline'),
  add(3),
  list,
  onRow(1, 'reinvite'),
  onRow(2, 'withdraw'),
  add(2),
  onRow(2, 'remind'),
  enterKey(1),
  enterKey(4),
  onRow(0, 'remove'),
  enterKey(4),
  answer(0, 'join'),
  add(0, 1, 2, 3, 4),
  upload('csv_remove', 1, 3),
  upload('csv_add', 0, 1, 2, 3),
  list,
];

const peopleOf = async (domain: string) => {
  const names = ['ana', 'ben', 'cleo', 'dan', 'eve'];
  return Promise.all(names.map((name) => signIn(app, `${name}@${domain}`)));
};

/** Ids, instants and names of the one run, replaced by what they stand for. */
function withoutNames(value: unknown, { district, people }: World): string {
  const known = [district.id, district.licenseId, district.domain.slice(1, 9), ...people.map(({ id }) => id)];
  return known
    .reduce((text, id, nth) => text.replaceAll(id, `<${nth}>`), JSON.stringify(value))
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<instant>');
}

const recordOf = ({ district }: World) =>
  database.rows(
    `select e.seq, e.type, jsonb_array_length(coalesce(e.payload -> 'memberIds', '[]')) as rows, a.action, a.actor_kind
     from event e join audit a using (district_id, license_id, seq) where e.license_id = $1 order by e.seq`,
    [district.licenseId],
  );

/** Lives the life; before each step another district may do what it likes, with the same people. */
async function live(
  people: readonly TestPerson[],
  meanwhile: readonly Step[],
  world: World,
  other: World | null,
) {
  const answers: string[] = [];
  for (const [nth, step] of life.entries()) {
    if (other !== null) await meanwhile[nth % meanwhile.length]?.({ ...other, people });
    answers.push(withoutNames(await step(world), world));
  }
  return { answers, record: withoutNames(await recordOf(world), world) };
}

describe('two districts with the same people', () => {
  it('[I4] whatever another district does, answers, rows and events of this one are the same', async () => {
    const alone = await makeDistrict(app, { studentSeats: 3 });
    const aloneWorld = { district: alone, people: await peopleOf(alone.domain) };
    const beside = await makeDistrict(app, { studentSeats: 3 });
    const besideWorld = { district: beside, people: await peopleOf(beside.domain) };
    const other = await makeDistrict(app, { studentSeats: 2, domainAdmin: true });
    const busy = [
      add(0, 1, 2, 3, 4),
      answer(0, 'decline'),
      enterKey(1),
      onRow(0, 'remove'),
      add(0),
      onRow(1, 'remove'),
      upload('csv_add', 0, 1, 2, 3, 4),
      upload('csv_remove', 0, 1, 2, 3, 4),
    ];

    const undisturbed = await live(aloneWorld.people, [], aloneWorld, null);
    const disturbed = await live(besideWorld.people, busy, besideWorld, { district: other, people: [] });
    expect(disturbed).toEqual(undisturbed);
    expect(undisturbed.answers.join()).toContain('no_seat');
    const theirs = await database.value<string>('select seq from license where id = $1', [other.licenseId]);
    expect(Number(theirs)).toBeGreaterThan(10);
  });
});
