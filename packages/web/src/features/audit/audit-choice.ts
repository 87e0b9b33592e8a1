import {
  type AuditActor,
  type AuditFilter,
  auditActor,
  noAuditFilter,
} from '@rollcall/core/audit/contract.ts';
import { type AuditGroup, actionsOf } from './audit-groups.ts';

/** What stands in the fields above the log. Empty text is anything. */
export interface AuditChoice {
  readonly search: string;
  readonly group: AuditGroup | '';
  readonly actor: string;
  readonly from: string;
  readonly to: string;
  readonly run: string;
}

export const noChoice: AuditChoice = { search: '', group: '', actor: '', from: '', to: '', run: '' };

/** The filter that the fields ask for. A number that is none is as if it were not there. */
export function filterOf(choice: AuditChoice): AuditFilter {
  const runNumber = Number.parseInt(choice.run.replace(/^\s*#/, ''), 10);
  return {
    ...noAuditFilter,
    actions: choice.group === '' ? [] : actionsOf(choice.group),
    actor: actorOf(choice.actor),
    from: choice.from === '' ? null : choice.from,
    to: choice.to === '' ? null : choice.to,
    search: choice.search.trim() === '' ? null : choice.search.trim(),
    runNumber: runNumber >= 1 && runNumber <= 2_147_483_647 ? runNumber : null,
  };
}

function actorOf(text: string): AuditActor | null {
  const parsed = auditActor.safeParse(text);
  return parsed.success ? parsed.data : null;
}
