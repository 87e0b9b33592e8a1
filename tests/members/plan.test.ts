import type { AdditionLine } from '@rollcall/core/members/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { expectBooksBalance } from '../_kit/books.ts';
import { createClient, refusalOf } from '../_kit/client.ts';
import type { TestDatabase } from '../_kit/database.ts';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { addPeople, findRow, getRow, newRequest } from '../_kit/membership.ts';
import { declined, invited, joined, newcomer } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let database: TestDatabase;
withServer({}, (server) => {
  ({ app, database } = server);
});

const answers = (lines: readonly AdditionLine[]) => lines.map(({ line, outcome }) => [line, outcome]);
const seqOf = (district: TestDistrict) =>
  database.value<string>('select seq from license where id = $1', [district.licenseId]);

describe('the plan and what becomes of it', () => {
  it('[PLAN-1] [PLAN-4] [SEAT-4] each line has its own answer, and the addition does what the plan said', async () => {
    const district = await makeDistrict(app, { studentSeats: 4 });
    const open = await invited(app, district);
    const member = await joined(app, district);
    const gone = await declined(app, district);
    const text = [
      'first@new.example',
      open.email,
      member.email,
      gone.email,
      'FIRST@new.example',
      'no address at all',
      'Zoë Q <zoe@no-seat.example>',
      'zero\u200bwidth@new.example',
    ].join('\n');
    const input = { licenseId: district.licenseId, text, userType: 'student' as const };
    const before = await seqOf(district);
    const plan = await district.admin.client.member.planAdd.mutate(input);
    const expected = [
      [1, 'invited'],
      [2, 'already_invited'],
      [3, 'already_member'],
      [4, 'reinvited'],
      [5, 'duplicate'],
      [6, 'invalid_email'],
      [7, 'no_seat'],
      [8, 'invalid_email'],
    ];
    expect(answers(plan.lines)).toEqual(expected);
    expect(plan.lines[7]?.reason).toBe('hidden_characters');
    expect(plan.seatsAfter.student).toEqual({ total: 4, used: 1, reserved: 3, free: 0, over: 0 });
    expect(await seqOf(district)).toBe(before);

    const result = await district.admin.client.member.add.mutate({
      ...input,
      digest: plan.digest,
      requestId: newRequest(),
    });
    if (result.kind !== 'done') throw new Error(result.kind);
    expect(answers(result.lines)).toEqual(expected);
    expect(Number(await seqOf(district))).toBe(Number(before) + 1);
    expect(await findRow(district.admin.client, district.licenseId, 'zoe@no-seat.example')).toBeNull();
    await expectBooksBalance(database, district.licenseId);
  });

  it('[INVITE-1] a domain admin’s additions are added and converted at once, and named so', async () => {
    const district = await makeDistrict(app, { domainAdmin: true });
    const first = await addPeople(district.admin.client, district.licenseId, 'one@new.example');
    expect(first).toMatchObject({ kind: 'done', outcomes: { added: 1 } });
    await database.rows("update member set status = 'invited' where license_id = $1", [district.licenseId]);
    await database.rows('update license set student_accepted = 0, student_invited = 1 where id = $1', [
      district.licenseId,
    ]);
    const second = await addPeople(district.admin.client, district.licenseId, 'one@new.example');
    expect(second).toMatchObject({ kind: 'done', outcomes: { converted: 1 } });
    await expectBooksBalance(database, district.licenseId);
  });

  it('[PLAN-2] a world that changed since the plan changes nothing and answers with the new plan', async () => {
    const district = await makeDistrict(app, { studentSeats: 2 });
    const input = {
      licenseId: district.licenseId,
      text: 'a@new.example, b@new.example',
      userType: 'student' as const,
    };
    const plan = await district.admin.client.member.planAdd.mutate(input);
    await addPeople(district.admin.client, district.licenseId, 'c@new.example');
    const before = await seqOf(district);

    const answer = await district.admin.client.member.add.mutate({
      ...input,
      digest: plan.digest,
      requestId: newRequest(),
    });
    if (answer.kind !== 'plan_changed') throw new Error(answer.kind);
    expect(answer.plan.outcomes).toEqual({ invited: 1, no_seat: 1 });
    expect(await seqOf(district)).toBe(before);

    const confirmed = { ...input, digest: answer.plan.digest, requestId: newRequest() };
    expect(await district.admin.client.member.add.mutate(confirmed)).toMatchObject({
      kind: 'done',
      outcomes: { invited: 1, no_seat: 1 },
    });
    await expectBooksBalance(database, district.licenseId);
  });

  it('[PLAN-2] somebody joining, or another person being added, makes no plan stale', async () => {
    const district = await makeDistrict(app);
    const person = await invited(app, district);
    const input = { licenseId: district.licenseId, text: 'calm@new.example', userType: 'student' as const };
    const plan = await district.admin.client.member.planAdd.mutate(input);
    const { id } = await getRow(district.admin.client, district.licenseId, person.email);
    await person.client.invite.join.mutate({ memberId: id, requestId: newRequest() });
    await addPeople(district.admin.client, district.licenseId, 'other@new.example');
    const add = { ...input, digest: plan.digest, requestId: newRequest() };
    expect(await district.admin.client.member.add.mutate(add)).toMatchObject({ kind: 'done' });
  });

  it('[PLAN-2] a digest that no plan gave, and one for another user type, change nothing', async () => {
    const district = await makeDistrict(app);
    const input = { licenseId: district.licenseId, text: 'a@new.example', userType: 'student' as const };
    const plan = await district.admin.client.member.planAdd.mutate(input);
    const before = await seqOf(district);
    for (const wrong of [
      { ...input, digest: '' },
      { ...input, digest: `${plan.digest} ` },
      { ...input, userType: 'teacher' as const, digest: plan.digest },
      { ...input, text: 'a@new.example b@new.example', digest: plan.digest },
    ]) {
      const answer = await district.admin.client.member.add.mutate({ ...wrong, requestId: newRequest() });
      expect(answer.kind).toBe('plan_changed');
    }
    expect(await seqOf(district)).toBe(before);
  });
});

describe('how much fits into a paste', () => {
  it('[PLAN-3] 1,000 addresses are one transaction, one event and one audit row, within seconds', async () => {
    const district = await makeDistrict(app, { studentSeats: null });
    const known = await Promise.all(Array.from({ length: 20 }, () => newcomer(app, district)));
    const text = [
      ...known.map((person) => person.email),
      ...Array.from({ length: 980 }, (_, nth) => `Pupil Number ${nth} <pupil${nth}@many.example>`),
    ].join('\n');
    const before = await seqOf(district);
    const startedAt = performance.now();
    const result = await addPeople(district.admin.client, district.licenseId, text);
    const tookMs = performance.now() - startedAt;
    expect(result).toMatchObject({ kind: 'done', outcomes: { invited: 1000 } });
    expect(Number(await seqOf(district))).toBe(Number(before) + 1);
    expect(tookMs).toBeLessThan(5_000);
    const [first] = known;
    expect((await first?.client.invite.inbox.query())?.entries).toMatchObject([{ popUp: true }]);
    await expectBooksBalance(database, district.licenseId);
  });

  it('[PLAN-3] 1,001 are refused whole, with how many there are', async () => {
    const district = await makeDistrict(app);
    const text = Array.from({ length: 1001 }, (_, nth) => `p${nth}@many.example`).join(' ');
    const input = { licenseId: district.licenseId, text, userType: 'student' as const };
    const refusal = { code: 'TOO_MANY_ADDRESSES', details: { found: 1001, limit: 1000 } };
    expect(await refusalOf(district.admin.client.member.planAdd.mutate(input))).toEqual(refusal);
    const add = { ...input, digest: '', requestId: newRequest() };
    expect(await refusalOf(district.admin.client.member.add.mutate(add))).toEqual(refusal);
    expect(
      await database.value('select count(*)::int from member where license_id = $1', [district.licenseId]),
    ).toBe(0);
  });

  it('[PLAN-3] a paste of 10 MB is told that it is too large, and the server goes on', async () => {
    const district = await makeDistrict(app);
    const text = 'somebody@example.org\n'.repeat(500_000);
    const input = { licenseId: district.licenseId, text, userType: 'student' as const };
    const client = createClient(app.port, district.admin.token);
    expect(await refusalOf(client.member.planAdd.mutate(input))).toEqual({
      code: 'TOO_LARGE',
      details: { limitBytes: 2 * 1024 * 1024 },
    });
    expect(await client.license.list.query()).toHaveLength(1);
  });

  it('[PLAN-3] between the longest paste and the largest body, the field is named', async () => {
    const district = await makeDistrict(app);
    const input = { licenseId: district.licenseId, text: 'x'.repeat(400_001), userType: 'student' as const };
    expect(await refusalOf(district.admin.client.member.planAdd.mutate(input))).toEqual({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: 'text', message: 'too_big' }] },
    });
  });

  it('[PLAN-3] [ADDR-2] the longest paste of hostile shapes is answered in time', async () => {
    const district = await makeDistrict(app);
    for (const piece of ['"', '<', '"a" <', 'a@', '\\"', '@', 'Ruiz, ', '((((']) {
      const text = piece.repeat(Math.floor(400_000 / piece.length));
      const startedAt = performance.now();
      const answer = await district.admin.client.member.planAdd
        .mutate({ licenseId: district.licenseId, text, userType: 'student' })
        .then(
          (plan) => Object.keys(plan.outcomes),
          (error: { message: string }) => error.message,
        );
      const lasted = performance.now() - startedAt;
      expect({ piece, answer, slow: lasted > 3_000 }).toEqual({
        piece,
        answer: typeof answer === 'string' ? 'TOO_MANY_ADDRESSES' : ['invalid_email'],
        slow: false,
      });
    }
  });
});
