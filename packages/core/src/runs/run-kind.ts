import { z } from 'zod';

/** What a run does to its people. Each kind has one verb of the membership that it applies in portions. */
export const runKind = z.enum([
  'csv_add',
  'csv_remove',
  'remove',
  'withdraw',
  'remind',
  'reinvite',
  'change_type',
  'undo',
  /** Who came, changed and left in the other system, as it was read. */
  'sync',
  /** Who left, where they are so many that somebody has to confirm it. */
  'sync_leave',
  /** The people with a verified address in the domains that are switched on. */
  'domain_add',
  /** The class of an assignment, as its learning management system names it: who is new takes a seat. */
  'roster',
]);
export type RunKind = z.infer<typeof runKind>;

/** What can be done to people selected on the list. */
export const selectionVerb = runKind.extract(['remove', 'withdraw', 'remind', 'reinvite', 'change_type']);
export type SelectionVerb = z.infer<typeof selectionVerb>;

/** Whether a run of this kind can be undone. A reminder that was on somebody's screen cannot; an undo is the last word. */
export const runCanBeUndone: Readonly<Record<RunKind, boolean>> = {
  csv_add: true,
  csv_remove: true,
  remove: true,
  withdraw: true,
  remind: false,
  reinvite: true,
  change_type: true,
  undo: false,
  sync: true,
  sync_leave: true,
  domain_add: true,
  roster: true,
};

/** Whether a run of this kind takes people off, and can keep them out as well (SPEC SOURCE-6). */
export const runMayKeepOut: Readonly<Record<RunKind, boolean>> = {
  csv_add: false,
  csv_remove: true,
  remove: true,
  withdraw: false,
  remind: false,
  reinvite: false,
  change_type: false,
  undo: false,
  sync: false,
  sync_leave: false,
  domain_add: false,
  roster: false,
};

/** A finished run can be undone for this long. */
export const undoDays = 30;
