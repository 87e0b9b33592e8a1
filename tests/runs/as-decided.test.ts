import { poolOf } from '@rollcall/core/licenses/pools.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { admit, type FreeSeats } from '@rollcall/core/members/admit.ts';
import type { MemberState } from '@rollcall/core/members/status.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { createRunWorld, cutPortions, type RunWorld } from '../_kit/run-world.ts';
import { confirmPlan, uploadCsv, waitForRun } from '../_kit/runs.ts';

const numRuns = process.env.ROLLCALL_LONG === '1' ? 60 : 8;

let world: RunWorld;
beforeAll(async () => {
  world = await createRunWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Standing {
  readonly state: MemberState;
  readonly type: UserType;
  readonly held: boolean;
}

const userType = fc.constantFrom<UserType>('teacher', 'student', 'other');
const standing = fc.record<Standing>({
  state: fc.constantFrom<MemberState>('none', 'invited', 'accepted', 'rejected'),
  type: userType,
  held: fc.boolean(),
});
/** Whom a row names, by number, and the type that it says; null says nothing. */
const line = fc.record({ who: fc.nat(7), type: fc.option(userType) });
const situation = fc.record({
  people: fc.array(standing, { minLength: 8, maxLength: 8 }),
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  /** Seats above those that are taken. */
  staff: fc.nat(3),
  student: fc.nat(3),
  atOnce: fc.boolean(),
});
type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

const takes = ({ state }: Standing) => state === 'invited' || state === 'accepted';
const taken = (people: readonly Standing[], pool: string) =>
  people.filter((one) => takes(one) && poolOf[one.type] === pool).length;

/** Puts the people on the licence behind the server's back, each held by the file's source or by another. */
async function arrange(home: TestDistrict, { people, staff, student }: Situation): Promise<void> {
  const counters = new Map<string, number>();
  for (const [nth, { state, type, held }] of people.entries()) {
    if (state === 'none') continue;
    counters.set(`${type}_${state}`, (counters.get(`${type}_${state}`) ?? 0) + 1);
    await world.database.rows(
      `with made as (
         insert into member (district_id, license_id, email, email_shown, user_type, status, seq, added_by, invited_at, accepted_at)
         values ($1, $2, $3, $3, $4, $5, 0, 'Before', now(), case when $5 = 'accepted' then now() end)
         returning id
       )
       insert into member_source (district_id, license_id, member_id, kind, added_by)
       select $1, $2, id, $6, 'Before' from made`,
      [home.id, home.licenseId, home.address(`p${nth}`), type, state, held ? 'csv' : 'email'],
    );
  }
  const sets = [...counters].map(([name, count]) => `${name} = ${count},`).join(' ');
  await world.database.rows(`update license set ${sets} staff_seats = $2, student_seats = $3 where id = $1`, [
    home.licenseId,
    taken(people, 'staff') + staff,
    taken(people, 'student') + student,
  ]);
}

/** What the rule for one person says, row by row: the outcomes, and how everybody stands afterwards. */
function decide({ people, lines, staff, student, atOnce }: Situation) {
  const free: FreeSeats = { staff, student };
  const now = new Date();
  const after = people.map(({ state, type }) => ({ state, type }));
  const seen = new Set<number>();
  const outcomes = lines.map(({ who, type }) => {
    if (seen.has(who)) return 'duplicate';
    seen.add(who);
    const before = people[who] as Standing;
    const admission = admit(
      {
        state: before.state,
        currentType: before.state === 'none' ? null : before.type,
        heldBySameSource: before.state !== 'none' && before.held,
        invitedBefore: before.state !== 'none',
        lastRearmedAt: null,
        keptOut: false,
      },
      { mode: atOnce ? 'at_once' : 'invite', userType: type ?? 'student', now },
      free,
    );
    if (admission.to !== admission.from) after[who] = { state: admission.to, type: admission.userType };
    return admission.outcome;
  });
  return { outcomes, after };
}

async function happened(home: TestDistrict, { lines }: Situation) {
  const file = `Email,Type\n${lines.map(({ who, type }) => `${home.address(`p${who}`)},${type ?? ''}`).join('\n')}\n`;
  const upload = { licenseId: home.licenseId, file: file.replace('Type', 'User type') };
  const planned = await cutPortions(world, home.admin, await uploadCsv(world.app, home.admin, upload), 2);
  await confirmPlan(home.admin, planned);
  const done = await waitForRun(home.admin, planned, ['done']);
  const read = async (which: 'plan' | 'result') => {
    const query = { licenseId: home.licenseId, runId: done.id, which, outcomes: [] };
    return (await home.admin.client.run.rows.query(query)).rows.map(({ outcome }) => outcome);
  };
  const rows = await world.database.rows<{ email: string; state: MemberState; type: UserType }>(
    'select email, status as state, user_type as type from member where license_id = $1 and ended_at is null',
    [home.licenseId],
  );
  return { planned: await read('plan'), outcomes: await read('result'), rows };
}

describe('a file in portions', () => {
  it('[METHOD-4] [RUN-3] [I1] does what the rule for one person says, row by row', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async (situation) => {
        const home = await makeDistrict(world.app, { domainAdmin: situation.atOnce });
        await arrange(home, situation);
        const expected = decide(situation);
        const { planned, outcomes, rows } = await happened(home, situation);
        expect(outcomes).toEqual(expected.outcomes);
        expect(planned).toEqual(expected.outcomes);
        const byEmail = new Map(rows.map(({ email, state, type }) => [email, { state, type }]));
        for (const [nth, one] of expected.after.entries())
          expect(byEmail.get(home.address(`p${nth}`))).toEqual(one.state === 'none' ? undefined : one);
        const { license } = await home.admin.client.license.get.query({ licenseId: home.licenseId });
        expect(license.seatsHeld).toEqual({ staff: 0, student: 0 });
        for (const type of ['teacher', 'student', 'other'] as const)
          for (const state of ['invited', 'accepted', 'rejected'] as const)
            expect(license.counts[type][state]).toBe(
              expected.after.filter((one) => one.state === state && one.type === type).length,
            );
      }),
      { numRuns },
    );
  }, 300_000);
});
