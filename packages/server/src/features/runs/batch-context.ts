import type { FreeSeats } from '@rollcall/core/members/admit.ts';
import type { RawBuilder, Selectable } from 'kysely';
import type { Run } from '../../db/schema.gen.ts';
import type { AdditionRules } from '../../membership/addition-rules.ts';
import type { MemberChange, SeenPlace } from '../../membership/change-query.ts';

export type RunRecord = Selectable<Run>;

/** What a portion needs to know beside its rows. */
export interface BatchContext {
  readonly place: SeenPlace;
  readonly run: RunRecord;
  readonly batchNo: number;
  /** Rows of the portion: each gets its answer. */
  readonly size: number;
  /** What of its kind the portion's people come by: the domain. Empty where there is one only. */
  readonly reference: string;
  /** Of a sync: what has happened to its people. Of an undo: that of what it undoes. Null for other kinds. */
  readonly op: string | null;
  /** Whom the list names as having added people. */
  readonly addedBy: string;
  /** The run that is undone; null for other kinds. */
  readonly undone: RunRecord | null;
  readonly free: FreeSeats;
  readonly rules: AdditionRules;
}

/**
 * A portion of a run as table expressions. `rows` gives `batch_row (ord, refusal, …)`, every row of the portion with
 * what it is refused for, and whatever the change reads its people from.
 */
export interface RunBatch {
  readonly rows: RawBuilder<unknown>;
  readonly change: MemberChange;
}
