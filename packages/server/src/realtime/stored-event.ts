import { audience } from '@rollcall/core/events/audience.ts';
import { type EventType, eventType } from '@rollcall/core/events/catalog.ts';
import { packetRowLimit } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, LicenseId, MemberId, RunId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';

/** An event as it is read for telling. */
export interface StoredEvent {
  readonly districtId: DistrictId;
  readonly licenseId: LicenseId;
  readonly seq: number;
  /** Of a newer version perhaps, hence not an `EventType`. */
  readonly type: string;
  /** How many rows it names; null when it names none, or in a way that this version does not know. */
  readonly named: number | null;
  /** Their ids; null also when they are more than a packet lists. */
  readonly memberIds: readonly MemberId[] | null;
  /** The run that it is about; null when it is about none. */
  readonly runId: RunId | null;
}

/** The columns of a `StoredEvent` but for its `seq`, of an event `e`. Ids that nobody lists stay in the database. */
export const eventColumns = sql`
  e.district_id as "districtId", e.license_id as "licenseId", e.type, e.named,
  case when e.named <= ${packetRowLimit} then e.ids end as "memberIds", e.run_id as "runId"
`;

/** The columns that those are made of, of the table itself. */
export const eventParts = sql`
  district_id, license_id, seq, type, payload -> 'memberIds' as ids,
  case jsonb_typeof(payload -> 'memberIds')
    when 'array' then jsonb_array_length(payload -> 'memberIds')
    when 'null' then (payload ->> 'changed')::integer
  end as named,
  payload ->> 'runId' as run_id
`;

/** The rows that events of one licence name, each once; null when nobody should list them. */
export function namedRows(events: readonly StoredEvent[]): MemberId[] | null {
  const ids = new Set<MemberId>();
  for (const event of events) {
    if (!isReadable(event) || (event.named !== null && event.memberIds === null)) return null;
    for (const id of event.memberIds ?? []) ids.add(id);
  }
  return ids.size > packetRowLimit ? null : [...ids];
}

/** The runs that events of one licence are about, each once. */
export function namedRuns(events: readonly StoredEvent[]): RunId[] {
  return [...new Set(events.flatMap(({ runId }) => runId ?? []))];
}

/** Of a newer version, or damaged: which rows it changed is not known, so the list is read anew. */
function isReadable({ type, named }: StoredEvent): boolean {
  const known = eventType.safeParse(type);
  return known.success && (named !== null || !namesRows(known.data));
}

function namesRows(type: EventType): boolean {
  return type.startsWith('member.') || type === 'run.applied';
}

/** Whose inbox an event changes. One that this version does not know may concern everybody on the licence. */
export function peopleOf({ type }: StoredEvent): 'none' | 'members' | 'everyMember' {
  const known = eventType.safeParse(type);
  return known.success ? audience[known.data].people : 'everyMember';
}
