import { randomUUID } from 'node:crypto';
import type { Actor } from '@rollcall/core/access/actor.ts';
import type { DistrictId, LicenseId, PersonId, SessionId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../app-context.ts';
import type { DistrictTx } from '../db/tx.ts';
import { type LockedLicense, lockLicense } from '../license-row/lock-license.ts';
import { admitMembers } from '../membership/admit-members.ts';
import { answerInvite } from '../membership/answer-invite.ts';
import type { MemberRow } from '../membership/live-member.ts';
import { dismissInvite, markShown } from '../membership/touch-invite.ts';
import type { DemoAdmin, DemoBatch, DemoLicense } from './districts.ts';
import { demoAddress, findDemoPerson } from './people.ts';
import { inventHistory } from './seed-history.ts';
import { addressOfName, addressWithYear, inventedName } from './seed-names.ts';
import { findOrMakeDemoPerson } from './sign-in-demo-person.ts';

interface Place {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
}

/** What an invited person has done so far. */
type Deed =
  | { readonly kind: 'join' }
  | { readonly kind: 'decline'; readonly reason: string | null }
  | { readonly kind: 'see' };

/** As many at once as the e-mail box takes. */
const portion = 500;

interface BatchPerson extends DemoAdmin {
  /** Null: has not opened the app, and so has no account yet. */
  readonly deed: Deed | null;
}

/**
 * Puts the demo's people on a licence that never had anybody, in one transaction. A licence that has or had people
 * is left as it is.
 */
export async function seedPeople(
  app: AppContext,
  place: Place,
  license: DemoLicense,
  names: { readonly domain: string; readonly firstName: number },
): Promise<void> {
  if (await app.db.withTx({ district: place.districtId }, (tx) => hasHistory(tx, place))) return;
  const next = { plain: names.firstName, withYear: 0 };
  const batches = license.batches.map((batch) => {
    const kind = batch.withYear ? 'withYear' : 'plain';
    const people = peopleOf(batch, names.domain, next[kind]);
    next[kind] += batch.people;
    return { batch, people };
  });
  const ids = await signInEverybody(
    app,
    batches.flatMap(({ batch, people }) => [batch.by, ...people.filter(({ deed }) => deed !== null)]),
  );
  await app.db.withTx({ district: place.districtId }, async (tx) => {
    await lock(tx, place);
    if (await hasHistory(tx, place)) return;
    for (const { batch, people } of batches) {
      await addBatch(tx, place, batch, people, actorOf(ids, batch.by));
      for (const person of people) {
        if (person.deed !== null) await act(tx, place, person.email, person.deed, actorOf(ids, person));
      }
    }
    await inventHistory(tx, await lock(tx, place), license.batches);
  });
}

async function hasHistory(tx: DistrictTx, place: Place): Promise<boolean> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId }))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function peopleOf(batch: DemoBatch, domain: string, firstName: number): BatchPerson[] {
  const deeds: readonly Deed[] = [
    ...Array<Deed>(batch.joined ?? 0).fill({ kind: 'join' }),
    ...(batch.declined ?? []).map((reason) => ({ kind: 'decline', reason }) as const),
    ...Array<Deed>(batch.seen ?? 0).fill({ kind: 'see' }),
  ];
  const invented = Array.from({ length: batch.people }, (_, index) => {
    const number = firstName + index;
    const name = inventedName(number);
    const email = batch.withYear ? addressWithYear(number, domain) : addressOfName(name, domain);
    return { name, email, deed: deeds[index] ?? null };
  });
  const waiting = (batch.waiting ?? []).map((label) => {
    const person = findDemoPerson(label);
    if (person === undefined) throw new Error(`The demo has nobody labelled ${label}`);
    return { name: person.name, email: person.email, deed: null };
  });
  return [...invented, ...waiting];
}

/** Makes the accounts of those who have one, with their addresses verified. By address. */
async function signInEverybody(
  app: AppContext,
  people: readonly DemoAdmin[],
): Promise<ReadonlyMap<string, PersonId>> {
  const ids = new Map<string, PersonId>();
  for (const { name, email } of people) {
    if (ids.has(email)) continue;
    ids.set(email, await findOrMakeDemoPerson(app, { name, email }));
  }
  return ids;
}

function actorOf(ids: ReadonlyMap<string, PersonId>, person: DemoAdmin): Actor {
  const personId = ids.get(person.email);
  if (personId === undefined) throw new Error(`${person.email} has not signed in`);
  // The session they did it in is over: nobody is signed in when the demo begins.
  return { kind: 'person', personId, sessionId: randomUUID() as SessionId };
}

/** Each change takes the licence's next number, so each locks the row anew; the transaction has it already. */
async function lock(tx: DistrictTx, place: Place): Promise<LockedLicense> {
  const license = await lockLicense(tx, place.districtId, place.licenseId);
  if (license === undefined) throw new Error('A license of the demo has gone');
  return license;
}

async function addBatch(
  tx: DistrictTx,
  place: Place,
  batch: DemoBatch,
  people: readonly BatchPerson[],
  actor: Actor,
): Promise<void> {
  const candidates = people.map(({ name, email }) => ({
    email: demoAddress(email),
    shown: email,
    name,
    personId: null,
    mode: batch.mode,
    userType: batch.userType,
  }));
  for (let at = 0; at < candidates.length; at += portion) {
    await admitMembers(tx, await lock(tx, place), {
      candidates: candidates.slice(at, at + portion),
      source: { kind: 'email', reference: '' },
      actor,
      addedBy: batch.by.name,
    });
  }
}

async function act(tx: DistrictTx, place: Place, email: string, deed: Deed, actor: Actor): Promise<void> {
  const member = await liveMemberOf(tx, place, email);
  await markShown(tx, await lock(tx, place), [member.id], actor);
  if (deed.kind === 'see') await dismissInvite(tx, await lock(tx, place), member, actor);
  else await answerInvite(tx, await lock(tx, place), member, deed, actor);
}

async function liveMemberOf(tx: DistrictTx, place: Place, email: string): Promise<MemberRow> {
  return tx
    .selectFrom('member')
    .selectAll()
    .where((where) => where.and({ district_id: place.districtId, license_id: place.licenseId }))
    .where('email', '=', demoAddress(email))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
}
