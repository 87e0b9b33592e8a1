import { sql } from 'kysely';
import type { DistrictTx } from '../../db/tx.ts';
import { recordChange } from '../../events/record-change.ts';
import { type LockedLicense, lockLicense } from '../../license-row/lock-license.ts';
import { ofLicense } from '../../license-row/of-license.ts';
import type { BatchContext, RunRecord } from './batch-context.ts';
import { actorOf } from './run-record.ts';

type Portion = Pick<BatchContext, 'place' | 'run' | 'batchNo'>;

/**
 * Keeps of a portion of a class where each pupil sits, or why they do not: after the portion was applied, in its
 * transaction. Pupils who share an address share the row.
 */
export async function noteClass(tx: DistrictTx, { place, run, batchNo }: Portion): Promise<void> {
  await sql`
    with answered as materialized (
      select u.subject, u.email, u.outcome from run_batch b
      cross join lateral unnest(b.external_ids, b.emails, b.outcomes) as u (subject, email, outcome)
      where ${ofLicense(place, 'b')} and b.run_id = ${run.id} and b.batch_no = ${batchNo}
    ),
    owned as materialized (
      select o.email, o.person_id from find_address_owners(array(select distinct email from answered)) o
    ),
    seated as materialized (
      select a.subject, a.outcome, coalesce(by_email.id, by_person.id) as member_id
      from answered a
      left join owned o on o.email = a.email
      left join lateral (
        select m.id from member m
        where ${ofLicense(place, 'm')} and m.ended_at is null and m.status = 'accepted' and m.email = a.email limit 1
      ) by_email on true
      left join lateral (
        select m.id from member m
        where by_email.id is null and ${ofLicense(place, 'm')} and m.ended_at is null and m.status = 'accepted'
          and m.person_id = o.person_id limit 1
      ) by_person on true
    )
    update lti_user u set
      member_id = s.member_id,
      why = case when s.outcome in ('no_seat', 'excluded') then s.outcome end,
      assignment_id = a.id
    from seated s
    join lti_assignment a on ${ofLicense(place, 'a')} and a.id = ${run.assignment_id}
    where ${ofLicense(place, 'u')} and u.platform_id = a.platform_id and u.deployment_id = a.deployment_id
      and u.subject = s.subject
  `.execute(tx);
}

/**
 * The class is as it was read: what went wrong before is over, and whoever is not in it any more is not named as somebody
 * without a seat. After the run has ended, in its transaction.
 */
export async function noteClassRead(
  tx: DistrictTx,
  { districtId, id }: LockedLicense,
  run: RunRecord,
): Promise<void> {
  const license = await lockLicense(tx, districtId, id);
  if (license === undefined || run.assignment_id === null) throw new Error('A class without its assignment');
  const assignment = run.assignment_id;
  await tx
    .updateTable('lti_assignment')
    .set({ last_roster_at: license.now, last_roster_problem: null, last_roster_problem_at: null })
    .where((where) => where.and({ district_id: districtId, license_id: id, id: assignment }))
    .execute();
  await sql`
    update lti_user u set why = null
    where ${ofLicense(license, 'u')} and u.assignment_id = ${assignment} and u.why is not null
      and u.subject not in (
        select named.subject from run_batch b cross join lateral unnest(b.external_ids) as named (subject)
        where ${ofLicense(license, 'b')} and b.run_id = ${run.id}
      )
  `.execute(tx);
  await recordChange(tx, license, {
    type: 'lms.rosterRead',
    payload: {},
    actor: actorOf(run),
    targets: [assignment, run.id],
    details: { run: run.number },
  });
}
