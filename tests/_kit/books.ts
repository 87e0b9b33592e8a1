import { ChainReader, type StoredAudit } from '@rollcall/server/audit/verify-chain.ts';
import { expect } from 'vitest';
import type { TestDatabase } from './database.ts';

const types = ['teacher', 'student', 'other'];
const statuses = ['accepted', 'invited', 'rejected'];

/**
 * Compares all that must agree about a licence at every commit: counters and rows (I1), seats and totals, events,
 * audit rows and the number (I6), the audit chain (I10), rows and their sources. With `overLimit`, a pool may hold
 * more than its total. Whom a followed source names as somebody on the list is held by it, and nobody else is (SYNC-4).
 */
export async function expectBooksBalance(
  database: TestDatabase,
  licenseId: string,
  { overLimit = false } = {},
): Promise<void> {
  const [license] = await database.rows<Record<string, unknown>>('select * from license where id = $1', [
    licenseId,
  ]);
  if (license === undefined) throw new Error('no such license');
  await expectCounters(database, license);
  if (!overLimit) expectSeatsSold(license);
  await expectNumbers(database, license);
  await expectChain(database, license);
  await expectSources(database, licenseId);
  await expectNamed(database, licenseId);
  await expectHolds(database, license);
}

async function expectCounters(database: TestDatabase, license: Record<string, unknown>): Promise<void> {
  const rows = await database.rows<{ name: string; count: number }>(
    `select user_type || '_' || status as name, count(*)::int as count from member
     where license_id = $1 and ended_at is null group by 1`,
    [license.id],
  );
  const counted = new Map(rows.map((row) => [row.name, row.count]));
  for (const name of types.flatMap((type) => statuses.map((status) => `${type}_${status}`))) {
    expect({ name, counter: license[name] }).toEqual({ name, counter: counted.get(name) ?? 0 });
  }
}

/** What the licence says runs hold is what the runs hold, and only confirmed runs that have not ended hold anything. */
async function expectHolds(database: TestDatabase, license: Record<string, unknown>): Promise<void> {
  const [held] = await database.rows<Record<string, unknown>>(
    `select coalesce(sum(staff_held), 0)::int as staff, coalesce(sum(student_held), 0)::int as student,
       coalesce(sum(staff_held + student_held) filter (where state not in ('queued', 'running')), 0)::int as stray
     from run where license_id = $1`,
    [license.id],
  );
  expect(held).toEqual({ staff: license.staff_held, student: license.student_held, stray: 0 });
}

function expectSeatsSold(license: Record<string, unknown>): void {
  const held = (type: string) => Number(license[`${type}_accepted`]) + Number(license[`${type}_invited`]);
  if (license.student_seats !== null)
    expect(held('student') + Number(license.student_held)).toBeLessThanOrEqual(Number(license.student_seats));
  if (license.staff_seats !== null) {
    const staff = held('teacher') + held('other') + Number(license.staff_held);
    expect(staff).toBeLessThanOrEqual(Number(license.staff_seats));
  }
}

async function expectNumbers(database: TestDatabase, license: Record<string, unknown>): Promise<void> {
  const numbersOf = async (table: 'event' | 'audit') =>
    (
      await database.rows<{ seq: string | number }>(
        `select seq from ${table} where license_id = $1 and district_id = $2 order by seq`,
        [license.id, license.district_id],
      )
    ).map((row) => Number(row.seq));
  const expected = Array.from({ length: Number(license.seq) }, (_, index) => index + 1);
  expect(await numbersOf('event')).toEqual(expected);
  expect(await numbersOf('audit')).toEqual(expected);
  const untold = await database.rows(
    `select m.id from member m where m.license_id = $1 and not exists (
       select 1 from event e where e.license_id = m.license_id and e.seq = m.seq
         and (e.payload -> 'memberIds' ? m.id::text or exists (
           select from run_batch b where b.run_id = (e.payload ->> 'runId')::uuid
             and b.batch_no = (e.payload ->> 'batch')::int and m.id = any (b.changed_ids))))`,
    [license.id],
  );
  expect(untold).toEqual([]);
}

async function expectChain(database: TestDatabase, license: Record<string, unknown>): Promise<void> {
  const rows = await database.rows<Record<string, unknown>>(
    `select a.*, v.details from audit a left join audit_value v using (district_id, license_id, seq)
     where a.license_id = $1 order by a.seq`,
    [license.id],
  );
  const chain = rows.map(
    (row) =>
      ({
        districtId: row.district_id,
        licenseId: row.license_id,
        seq: Number(row.seq),
        at: row.at,
        actorKind: row.actor_kind,
        actorId: row.actor_id,
        action: row.action,
        targets: row.targets,
        valuesHash: row.values_hash,
        prevHash: row.prev_hash,
        hash: row.hash,
        details: row.details,
      }) as StoredAudit,
  );
  const reader = new ChainReader();
  const brokenAt = reader.read(chain) ?? reader.end(license.audit_head as Buffer);
  expect({ brokenAt }).toEqual({ brokenAt: null });
}

/** A live row is held by a live source, an ended one by none. */
async function expectSources(database: TestDatabase, licenseId: string): Promise<void> {
  const wrong = await database.rows(
    `select m.id from member m where m.license_id = $1 and (m.ended_at is null) <> exists (
       select 1 from member_source s where s.license_id = m.license_id and s.member_id = m.id and s.ended_at is null)`,
    [licenseId],
  );
  expect(wrong).toEqual([]);
}

/** Whom a followed source names as a row of the list, and the live sources of that kind, are the same. */
async function expectNamed(database: TestDatabase, licenseId: string): Promise<void> {
  const wrong = await database.rows(
    `with named as (
       select distinct member_id, source, reference from source_person
       where license_id = $1 and member_id is not null and source in ('ou', 'classroom')
     ), held as (
       select s.member_id, s.kind as source, s.reference from member_source s
       where s.license_id = $1 and s.ended_at is null and s.kind in ('ou', 'classroom')
     )
     select 'named, not held' as wrong, * from (select * from named except select * from held) n
     union all
     select 'held, not named', * from (select * from held except select * from named) h`,
    [licenseId],
  );
  expect(wrong).toEqual([]);
}
