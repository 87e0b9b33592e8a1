import { lmsActions } from '../../lms/site/lms-actions.ts';
import { mailActions } from '../../mail/mail-actions.ts';
import type { Action } from './action.ts';
import { peopleActions } from './people-actions.ts';
import { treeActions } from './tree-actions.ts';
import { upstreamActions } from './upstream-actions.ts';

/** Everything that can be posted to `/do/<name>`, as a form or as JSON. */
export const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({ ...lmsActions, ...peopleActions, ...treeActions, ...upstreamActions, ...mailActions }),
);
