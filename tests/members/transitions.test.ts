import { transitions } from '@rollcall/core/members/status.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict, type TestPerson } from '../_kit/district.ts';
import { addPeople, click, findRow, getRow, newRequest, openKey } from '../_kit/membership.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

type State = 'none' | 'invited' | 'accepted' | 'rejected';
type Event = 'add with invite' | 'add at once' | 'enter the key' | 'join' | 'decline' | 'withdraw' | 'remove';

/** One cell of INVITE-2: the state after, and what whoever acted was told. */
interface Cell {
  readonly to: State;
  readonly told: string;
}

/** The complete table, as it must be seen from outside. */
const table: Readonly<Record<Event, Readonly<Record<State, Cell>>>> = {
  'add with invite': {
    none: { to: 'invited', told: 'invited' },
    invited: { to: 'invited', told: 'already_invited' },
    accepted: { to: 'accepted', told: 'already_member' },
    rejected: { to: 'invited', told: 'reinvited' },
  },
  'add at once': {
    none: { to: 'accepted', told: 'added' },
    invited: { to: 'accepted', told: 'converted' },
    accepted: { to: 'accepted', told: 'already_member' },
    rejected: { to: 'accepted', told: 'converted' },
  },
  'enter the key': {
    none: { to: 'accepted', told: 'added' },
    invited: { to: 'accepted', told: 'converted' },
    accepted: { to: 'accepted', told: 'already_member' },
    rejected: { to: 'accepted', told: 'converted' },
  },
  join: {
    none: { to: 'none', told: 'NOT_FOUND' },
    invited: { to: 'accepted', told: 'accepted' },
    accepted: { to: 'accepted', told: 'accepted' },
    rejected: { to: 'rejected', told: 'INVITE_CLOSED rejected' },
  },
  decline: {
    none: { to: 'none', told: 'NOT_FOUND' },
    invited: { to: 'rejected', told: 'rejected' },
    accepted: { to: 'accepted', told: 'INVITE_CLOSED accepted' },
    rejected: { to: 'rejected', told: 'rejected' },
  },
  withdraw: {
    none: { to: 'none', told: 'NOT_FOUND' },
    invited: { to: 'none', told: 'withdrawn' },
    accepted: { to: 'accepted', told: 'WRONG_STATUS accepted' },
    rejected: { to: 'rejected', told: 'WRONG_STATUS rejected' },
  },
  remove: {
    none: { to: 'none', told: 'NOT_FOUND' },
    invited: { to: 'none', told: 'removed' },
    accepted: { to: 'none', told: 'removed' },
    rejected: { to: 'none', told: 'removed' },
  },
};

let app: RunningApp;
let database: TestDatabase;
/** One licence with two administrators in all but name: the same licence seen by an inviting and by a domain admin. */
let inviting: TestDistrict;
let immediate: TestDistrict;
let keys: Map<TestDistrict, string>;

withServer({}, async (server) => {
  ({ app, database } = server);
  inviting = await makeDistrict(app);
  immediate = await makeDistrict(app, { domainAdmin: true });
  keys = new Map();
  for (const district of [inviting, immediate]) {
    keys.set(district, await openKey(district.admin.client, district.licenseId));
  }
});

interface Subject {
  readonly district: TestDistrict;
  readonly person: TestPerson;
  /** The row that the person has or had. */
  readonly row: Awaited<ReturnType<typeof getRow>>;
}

async function refusalText(call: Promise<unknown>): Promise<string> {
  const refusal = await refusalOf(call);
  if (refusal.code === 'INVITE_CLOSED') return `${refusal.code} ${refusal.details.now}`;
  if (refusal.code === 'WRONG_STATUS') return `${refusal.code} ${refusal.details.status}`;
  return refusal.code;
}

async function told(call: Promise<Record<string, unknown>>): Promise<string> {
  const settled = await call.then(
    (result) => String(result.state ?? result.outcome),
    () => null,
  );
  return settled ?? refusalText(call);
}

async function addOne({ district, person }: Pick<Subject, 'district' | 'person'>): Promise<string> {
  const result = await addPeople(district.admin.client, district.licenseId, person.email);
  return result.kind === 'done' ? (result.lines[0]?.outcome ?? '') : result.kind;
}

/** A domain admin's additions are accepted at once, so there the person enters the list by hand of an inviting admin. */
async function bringTo(state: State, district: TestDistrict): Promise<Subject> {
  const person = await newcomer(app, district);
  const { licenseId } = district;
  if (state === 'accepted' || district === inviting) await addOne({ district, person });
  else await inviteInDistrictOfDomainAdmin(district, person);
  const row = await getRow(district.admin.client, licenseId, person.email);
  const answer = { memberId: row.id, requestId: newRequest() };
  if (state === 'accepted' && row.status === 'invited') await person.client.invite.join.mutate(answer);
  if (state === 'rejected') await person.client.invite.decline.mutate({ ...answer, reason: null });
  const now = await getRow(district.admin.client, licenseId, person.email);
  if (state === 'none') await district.admin.client.member.remove.mutate(click(licenseId, now));
  return { district, person, row: now };
}

/** With the stricter setting, a domain admin invites whoever is outside the verified domains (B19). */
async function inviteInDistrictOfDomainAdmin(district: TestDistrict, person: TestPerson): Promise<void> {
  await database.rows("update district set add_without_invitation = 'verified_domains_only' where id = $1", [
    district.id,
  ]);
  await database.rows("update domain set name = 'other-' || name where district_id = $1", [district.id]);
  await addOne({ district, person });
  await database.rows('update domain set name = substr(name, 7) where district_id = $1', [district.id]);
  await database.rows("update district set add_without_invitation = 'all_addresses' where id = $1", [
    district.id,
  ]);
}

const act: Readonly<Record<Event, (subject: Subject) => Promise<string>>> = {
  'add with invite': addOne,
  'add at once': addOne,
  'enter the key': ({ district, person }) =>
    told(person.client.licenseKey.redeem.mutate({ key: keys.get(district) ?? '', requestId: newRequest() })),
  join: ({ person, row }) =>
    told(person.client.invite.join.mutate({ memberId: row.id, requestId: newRequest() })),
  decline: ({ person, row }) =>
    told(person.client.invite.decline.mutate({ memberId: row.id, requestId: newRequest(), reason: 'no' })),
  withdraw: ({ district, row }) =>
    told(district.admin.client.member.withdraw.mutate(click(district.licenseId, row))),
  remove: ({ district, row }) =>
    told(district.admin.client.member.remove.mutate(click(district.licenseId, row))),
};

const cells = Object.entries(table).flatMap(([event, row]) =>
  Object.entries(row).map(([from, cell]) => ({ event: event as Event, from: from as State, ...cell })),
);

describe('the transitions over HTTP', () => {
  it.each(cells)(
    '[INVITE-2] [I6] $from, $event: $to, told "$told"',
    async ({ event, from, to, told: answer }) => {
      const district = event === 'add at once' ? immediate : inviting;
      const subject = await bringTo(from, district);
      const seqBefore = await database.value('select seq from license where id = $1', [district.licenseId]);
      expect(await act[event](subject)).toBe(answer);

      const row = await findRow(district.admin.client, district.licenseId, subject.person.email);
      expect(row?.status ?? 'none').toBe(to);
      const standing = await subject.person.client.invite.inbox.query();
      const state = standing.entries.find((entry) => entry.state !== 'ended')?.state ?? 'none';
      expect(state).toBe(to);
      expect(standing.features.includes('comments')).toBe(to === 'accepted');
      const seqAfter = await database.value('select seq from license where id = $1', [district.licenseId]);
      const sourceAdded = event === 'enter the key' && from === 'accepted';
      expect(seqAfter !== seqBefore).toBe(from !== to || sourceAdded);
      await expectBooksBalance(database, district.licenseId);
    },
  );

  it('[INVITE-2] the table here has every event of the rules that a person can cause', () => {
    const names: Record<keyof (typeof transitions)['none'], Event | 'not by hand'> = {
      addedWithInvite: 'add with invite',
      addedAtOnce: 'add at once',
      join: 'join',
      decline: 'decline',
      withdraw: 'withdraw',
      remove: 'remove',
      expire: 'not by hand',
      lastSourceEnds: 'not by hand',
    };
    for (const [state, events] of Object.entries(transitions)) {
      for (const [event, name] of Object.entries(names)) {
        const transition = events[event as keyof typeof events];
        if (name === 'not by hand') continue;
        const expected = 'to' in transition ? transition.to : state;
        expect({ state, event, to: table[name][state as State].to }).toEqual({ state, event, to: expected });
      }
    }
  });

  it('[INVITE-2] a removed person starts anew: the old row is history and the new one has another id', async () => {
    const { district, person, row } = await bringTo('none', inviting);
    expect(await addOne({ district, person })).toBe('invited');
    const fresh = await getRow(district.admin.client, district.licenseId, person.email);
    expect(fresh.id).not.toBe(row.id);
    const history = await database.rows<{ ended_why: string }>('select ended_why from member where id = $1', [
      row.id,
    ]);
    expect(history).toEqual([{ ended_why: 'removed' }]);
  });
});
