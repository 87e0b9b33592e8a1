import type { RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { additionMode } from '@rollcall/core/members/invite-rule.ts';
import type { RunKind } from '@rollcall/core/runs/run-kind.ts';
import { type RawBuilder, sql } from 'kysely';
import { ofLicense } from '../../license-row/of-license.ts';
import { type AdmissionSource, decidedExpressions } from '../../membership/admission-query.ts';
import { inLicense, type MemberChange } from '../../membership/change-query.ts';
import type { KeepOut } from '../../membership/keep-out-query.ts';
import { reminder } from '../../membership/reminder-query.ts';
import { removal } from '../../membership/removal-query.ts';
import { typeChange } from '../../membership/type-change-query.ts';
import { additionUndo, removalUndo, typeChangeUndo } from '../../membership/undo-query.ts';
import { writeExpressions } from '../../membership/write-admissions.ts';
import type { BatchContext, RunBatch, RunRecord } from './batch-context.ts';
import { followedBatch, followedUndo } from './followed-batch.ts';
import { idOf } from './run-record.ts';

const csvSource: AdmissionSource = { kind: 'csv', reference: '' };
const emailSource: AdmissionSource = { kind: 'email', reference: '' };
/** The class of an assignment. Throws where the run has none. */
function assignmentSource({ assignment_id: reference }: RunRecord): AdmissionSource {
  if (reference === null) throw new Error('A class without its assignment');
  return { kind: 'assignment', reference };
}
const domainSource = (reference: string): AdmissionSource => ({ kind: 'domain', reference });

/** The portion of each kind of run. Complete by type. */
export const batchOf: Readonly<Record<RunKind, (context: BatchContext) => RunBatch>> = {
  csv_add: (context) => ({
    rows: fileRows(context),
    change: addition(context, csvSource, context.run.leave_known),
  }),
  csv_remove: (context) => ({
    rows: sql`${fileRows(context)}, target as (select ord, email from batch_row where refusal is null)`,
    change: removal({ why: 'removed', by: 'email', keepsOut: keepsOut(context) }),
  }),
  remove: (context) => ({
    rows: selectedRows(context),
    change: removal({ why: 'removed', by: 'member_id', keepsOut: keepsOut(context) }),
  }),
  withdraw: (context) => ({
    rows: selectedRows(context),
    change: removal({ why: 'withdrawn', by: 'member_id' }),
  }),
  remind: (context) => ({ rows: selectedRows(context), change: reminder }),
  reinvite: (context) => ({ rows: rejectedRows(context), change: addition(context, emailSource, false) }),
  change_type: (context) => ({
    rows: selectedRows(context),
    change: typeChange(userTypeOf(context.run), context.free),
  }),
  undo: (context) => ({ rows: undoneRows(context), change: undoOf(context) }),
  sync: (context) => followedBatch(context, ofBatch(context)),
  sync_leave: (context) => followedBatch(context, ofBatch(context)),
  domain_add: (context) => ({
    rows: domainRows(context),
    change: addition(context, domainSource(context.reference), false),
  }),
  roster: (context) => ({
    rows: rosterRows(context),
    change: rosterAddition(context, assignmentSource(context.run)),
  }),
};

function keepsOut({ run, addedBy }: BatchContext): KeepOut | null {
  return run.keeps_out ? { by: addedBy, runId: idOf(run) } : null;
}

function keptOutBy(undone: RunRecord): RunId | null {
  return undone.keeps_out ? idOf(undone) : null;
}

function userTypeOf({ user_type: userType }: RunRecord): UserType {
  if (userType === null) throw new Error('A run that gives a user type has none');
  return userType;
}

function undoOf(context: BatchContext): MemberChange {
  const { undone } = context;
  if (undone === null) throw new Error('An undo without what it undoes');
  const change = undos[undone.kind];
  if (change !== null) return change(undone, context);
  throw new Error(`A run of the kind ${undone.kind} cannot be undone`);
}

type Undo = (undone: RunRecord, context: BatchContext) => MemberChange;

/** How each kind is taken back; null where `runCanBeUndone` says that it cannot. */
const undos: Readonly<Record<RunKind, Undo | null>> = {
  csv_add: (undone) => additionUndo(csvSource, undone.user_type),
  reinvite: () => additionUndo(emailSource, null),
  csv_remove: (undone, { free }) => removalUndo(free, keptOutBy(undone)),
  remove: (undone, { free }) => removalUndo(free, keptOutBy(undone)),
  withdraw: (_undone, { free }) => removalUndo(free),
  change_type: (undone, { free }) => typeChangeUndo(userTypeOf(undone), free),
  sync: followedUndo,
  sync_leave: followedUndo,
  domain_add: (_undone, { reference }) => additionUndo(domainSource(reference), null),
  roster: (undone) => additionUndo(assignmentSource(undone), undone.user_type),
  remind: null,
  undo: null,
};

function addition(context: BatchContext, source: AdmissionSource, leaveKnown: boolean): MemberChange {
  return {
    decided: (place) =>
      decidedExpressions(place, {
        candidates: candidates(context, source),
        source,
        free: context.free,
        leaveKnown,
      }),
    written: (license) => writeExpressions(license, source, context.addedBy, context.run.user_type),
  };
}

/** The two answers that the district's rules have, by whether the address lies in a verified domain. */
function candidates({ rules }: BatchContext, { kind }: AdmissionSource): RawBuilder<unknown> {
  const atOnce = (addressInVerifiedDomain: boolean) =>
    additionMode({ ...rules, method: kind, addressInVerifiedDomain }) === 'at_once';
  return sql`
    select ord, email, shown, name, null::uuid as given_person, user_type,
      case when split_part(email, '@', 2) = any (${[...rules.verifiedDomains]}::text[])
        then ${atOnce(true)}::boolean else ${atOnce(false)}::boolean end as at_once, null::text as external_id
    from batch_row where refusal is null`;
}

/** Pupils of a class: at once, as students, and known to exclusions by what their system calls them. */
function rosterAddition({ free, addedBy, run }: BatchContext, source: AdmissionSource): MemberChange {
  return {
    decided: (place) =>
      decidedExpressions(place, {
        candidates: sql`
          select ord, email, shown, name, null::uuid as given_person, user_type, true as at_once, external_id
          from batch_row where refusal is null`,
        source,
        free,
        leaveKnown: false,
      }),
    written: (license) => writeExpressions(license, source, addedBy, run.user_type),
  };
}

/** `external_ids` hold subjects; what exclusions know has the system and the deployment before it. */
function rosterRows(context: BatchContext): RawBuilder<unknown> {
  const { place, run } = context;
  return sql`
    class_of as materialized (
      select concat_ws('|', p.issuer, a.deployment_id) as known_as from lti_assignment a
      join lti_platform p on p.district_id = a.district_id and p.license_id = a.license_id and p.id = a.platform_id
      where ${ofLicense(place, 'a')} and a.id = ${run.assignment_id}
    ),
    batch_row as materialized (
      select u.ord::int, u.email, u.shown, u.name, u.user_type, u.refusal,
        (select known_as from class_of) || '|' || u.external_id as external_id
      from run_batch b
      cross join lateral unnest(b.emails, b.shown, b.names, b.user_types, b.refusals, b.external_ids)
        with ordinality as u (email, shown, name, user_type, refusal, external_id, ord)
      where ${ofBatch(context)}
    )`;
}

const ofBatch = ({ place, run, batchNo }: BatchContext) =>
  sql`${ofLicense(place, 'b')} and b.run_id = ${run.id} and b.batch_no = ${batchNo}`;

/** A user type that nobody knows keeps nobody from being taken off. */
function fileRows(context: BatchContext): RawBuilder<unknown> {
  const { kind, user_type: userType } = context.run;
  return sql`
    batch_row as materialized (
      select u.ord::int, u.email, coalesce(u.shown, u.email) as shown, u.name, coalesce(u.user_type, ${userType}) as user_type,
        case when u.refusal = 'invalid_user_type' and ${kind === 'csv_remove'}::boolean then null else u.refusal end as refusal
      from run_batch b
      cross join lateral unnest(b.emails, b.shown, b.names, b.user_types, b.refusals)
        with ordinality as u (email, shown, name, user_type, refusal, ord)
      where ${ofBatch(context)}
    )`;
}

/** Whom an admin keeps off is answered so, whichever of the person's addresses was named and whichever brings them. */
function domainRows(context: BatchContext): RawBuilder<unknown> {
  return sql`
    named as materialized (
      select u.* from run_batch b
      cross join lateral unnest(b.emails, b.shown, b.names, b.user_types)
        with ordinality as u (email, shown, name, user_type, ord)
      where ${ofBatch(context)}
    ),
    kept_out as materialized (
      select x.email from exclusion x where ${ofLicense(context.place, 'x')}
    ),
    kept_out_person as materialized (
      select o.person_id from find_address_owners(array(select email from kept_out)) o
      union
      select x.person_id from exclusion x where ${ofLicense(context.place, 'x')} and x.person_id is not null
    ),
    kept_out_address as materialized (
      select email from kept_out
      union
      select o.email from find_address_owners(array(select email from named)) o
      where o.person_id in (select person_id from kept_out_person)
    ),
    batch_row as materialized (
      select n.ord::int, n.email, n.shown, n.name, n.user_type,
        case when n.email in (select email from kept_out_address) then 'excluded' end as refusal
      from named n
    )`;
}

function selectedRows(context: BatchContext): RawBuilder<unknown> {
  return sql`
    batch_row as materialized (
      select u.ord::int, u.member_id, null::text as refusal
      from run_batch b cross join lateral unnest(b.member_ids) with ordinality as u (member_id, ord)
      where ${ofBatch(context)}
    ),
    target as (select ord, member_id from batch_row)`;
}

/** Only who declined can be invited again. */
function rejectedRows(context: BatchContext): RawBuilder<unknown> {
  return sql`
    batch_row as materialized (
      select u.ord::int, m.email, m.email_shown as shown, m.name, m.user_type,
        case when m.id is null then 'not_member' when m.status <> 'rejected' then 'wrong_status' end as refusal
      from run_batch b
      cross join lateral unnest(b.member_ids) with ordinality as u (member_id, ord)
      left join lateral (
        select m.id, m.email, m.email_shown, m.name, m.user_type, m.status from member m
        where ${inLicense(context.place, 'm')} and m.id = u.member_id and m.ended_at is null limit 1
      ) m on true
      where ${ofBatch(context)}
    )`;
}

/**
 * Whom the portion of the same number changed, what they were before, and when that was. Of a sync the portions are counted
 * from the last.
 */
function undoneRows(context: BatchContext): RawBuilder<unknown> {
  const ofUndone = sql`${ofLicense(context.place, 'b')} and b.run_id = ${context.undone?.id}`;
  const batchNo =
    context.op === null
      ? sql`${context.batchNo}::int`
      : sql`(select max(b.batch_no) from run_batch b where ${ofUndone}) - ${context.batchNo}::int`;
  return sql`
    undone_batch as materialized (
      select b.applied_at, b.before from run_batch b where ${ofUndone} and b.batch_no = ${batchNo}
    ),
    batch_row as materialized (
      select u.ord::int, u.member_id, null::text as refusal
      from run_batch b cross join lateral unnest(b.member_ids) with ordinality as u (member_id, ord)
      where ${ofBatch(context)}
    ),
    target as materialized (
      select r.ord, r.member_id, o.before -> r.member_id::text as was, o.applied_at as done_at
      from batch_row r cross join undone_batch o
    )`;
}
