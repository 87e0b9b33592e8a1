import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { RunningApp } from '@rollcall/server/app.ts';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';

/** Rows written to the stream at a time. */
const pieceRows = 2_000;

/** A district whose licence has room for everybody. */
export function roomyDistrict(app: RunningApp): Promise<TestDistrict> {
  return makeDistrict(app, { staffSeats: null, studentSeats: null });
}

/** The address of person `index`: looks like a school's, and does not arrive in the order of the index. */
function addressOf(district: TestDistrict, index: number): string {
  const scattered = (index * 2_654_435_761) % 4_294_967_296;
  return `${scattered.toString(36).padStart(7, '0')}.pupil${index}@${district.domain}`;
}

/** A file of `rows` people, piece by piece; half of them, scattered over the file, are those on the list already. */
export function* csvLines(district: TestDistrict, rows: number): Generator<Uint8Array> {
  yield Buffer.from('Email,Name,Grade\r\n');
  for (let start = 0; start < rows; start += pieceRows) {
    const lines: string[] = [];
    for (let index = start; index < Math.min(rows, start + pieceRows); index += 1) {
      // Known and new people alternate.
      const person = index % 2 === 0 ? index / 2 : rows - 1 - (index - 1) / 2;
      lines.push(`${addressOf(district, person)},Pupil Number ${person},${(person % 12) + 1}\r\n`);
    }
    yield Buffer.from(lines.join(''));
  }
}

/**
 * Puts people onto a licence's list behind the server's back, as COPY of a role that may: into the same tables with the
 * same indexes and foreign keys that an import fills. Returns the milliseconds until the commit.
 */
export async function copyPeople(
  client: pg.Client,
  district: TestDistrict,
  from: number,
  to: number,
): Promise<number> {
  const people = Array.from({ length: to - from }, (_, at) => ({ id: randomUUID(), index: from + at }));
  const began = performance.now();
  await client.query('begin');
  await copyRows(
    client,
    `copy member (district_id, license_id, id, email, email_shown, name, user_type, status, seq, added_by, invited_at,
      armed_at) from stdin`,
    people,
    ({ id, index }) => {
      const email = addressOf(district, index);
      const now = '2026-09-01 08:00:00+00';
      return `${district.id}\t${district.licenseId}\t${id}\t${email}\t${email}\tPupil Number ${index}\tstudent\tinvited\t1\tAdmin\t${now}\t${now}\n`;
    },
  );
  await copyRows(
    client,
    'copy member_source (district_id, license_id, member_id, id, kind, reference, added_by) from stdin',
    people,
    ({ id }) => `${district.id}\t${district.licenseId}\t${id}\t${randomUUID()}\tcsv\t\tAdmin\n`,
  );
  await client.query(
    'update license set student_invited = student_invited + $3 where district_id = $1 and id = $2',
    [district.id, district.licenseId, people.length],
  );
  await client.query('commit');
  return performance.now() - began;
}

/**
 * What is searched of them, as COPY into the table with its trigram index; the indexer then has nothing left to do for
 * them. Returns the milliseconds until the commit.
 */
export async function copySearchTexts(client: pg.Client, district: TestDistrict): Promise<number> {
  const { rows } = await client.query<Record<string, string>>(
    `select id, member_search_text(email, name) as text, split_part(email, '@', 2) as domain, added_by, added_at::text
     from member where license_id = $1`,
    [district.licenseId],
  );
  const began = performance.now();
  await copyRows(
    client,
    'copy member_search (district_id, license_id, member_id, text, domain, added_by, added_at) from stdin',
    rows,
    (row) =>
      `${district.id}\t${district.licenseId}\t${row.id}\t${row.text}\t${row.domain}\t${row.added_by}\t${row.added_at}\n`,
  );
  return performance.now() - began;
}

async function copyRows<Row>(
  client: pg.Client,
  statement: string,
  rows: readonly Row[],
  lineOf: (row: Row) => string,
): Promise<void> {
  const stream = client.query(copyFrom(statement));
  const done = once(stream, 'finish');
  for (let start = 0; start < rows.length; start += pieceRows) {
    const piece = rows
      .slice(start, start + pieceRows)
      .map(lineOf)
      .join('');
    if (!stream.write(piece)) await once(stream, 'drain');
  }
  stream.end();
  await done;
}
