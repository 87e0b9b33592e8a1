import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { LinkAudience, LinkView } from '@rollcall/core/links/contract.ts';
import { linkUsesLimit } from '@rollcall/core/links/link-limits.ts';

export type LinkEnd = 'soon' | 'week' | 'custom' | 'forever';

/** What stands in the form. */
export interface LinkDraft {
  readonly audience: LinkAudience;
  readonly domains: string;
  readonly end: LinkEnd;
  /** As the browser's field for day and time has it: local, without seconds. */
  readonly customEnd: string;
  readonly uses: string;
  readonly userType: UserType;
}

/** What the form asks to be saved. */
export interface LinkChange {
  readonly audience: LinkAudience;
  readonly domains: string[];
  readonly expiresAt: string | null;
  readonly maxUses: number | null;
  readonly userType: UserType;
}

export type DraftProblem = 'missingDomain' | 'overEnd' | 'missingEnd' | 'wrongUses';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** When a school day ends, by the clock on the wall. */
const schoolEndsAtHour = 16;
/** A class, and some who come later. */
const suggestedUses = '40';

/** The end that is suggested: of this school day, or, when that is over or nearly, in an hour. */
export function suggestedEnd(now: Date): { readonly at: Date; readonly kind: 'schoolDay' | 'hour' } {
  const end = new Date(now);
  end.setHours(schoolEndsAtHour, 0, 0, 0);
  if (end.getTime() - now.getTime() >= hourMs / 2) return { at: end, kind: 'schoolDay' };
  return { at: new Date(Math.ceil((now.getTime() + hourMs) / minuteMs) * minuteMs), kind: 'hour' };
}

/** A week from now, at the end of that school day. */
export function weekEnd(now: Date): Date {
  const end = new Date(now);
  end.setDate(end.getDate() + 7);
  end.setHours(schoolEndsAtHour, 0, 0, 0);
  return end;
}

/** A moment as the field for day and time has it. */
export function localMinute(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * minuteMs);
  return local.toISOString().slice(0, 16);
}

/** The form as it opens. The safe choice comes first: verified domains, a short time, a class. */
export function firstDraft(view: LinkView, now: Date): LinkDraft {
  const isNew = view.openedAt === null;
  const over = view.expiresAt !== null && new Date(view.expiresAt) <= now;
  const end: LinkEnd = isNew || over ? 'soon' : view.expiresAt === null ? 'forever' : 'custom';
  const noVerified = view.verifiedDomains.length === 0;
  return {
    audience: isNew && noVerified ? 'named_domains' : view.audience,
    domains: view.domains.join(', '),
    end,
    customEnd: end === 'custom' && view.expiresAt !== null ? localMinute(new Date(view.expiresAt)) : '',
    uses: isNew ? suggestedUses : (view.maxUses?.toString() ?? ''),
    userType: view.userType,
  };
}

export type ReadDraft =
  | { readonly ok: true; readonly change: LinkChange }
  | { readonly ok: false; readonly problem: DraftProblem };

/** What the form says, or the first thing that is wrong with it. */
export function readDraft(draft: LinkDraft, now: Date): ReadDraft {
  const domains = draft.domains
    .split(/[\s,;]+/)
    .flatMap((name) => (name === '' ? [] : name.replace(/^@/, '')));
  if (draft.audience === 'named_domains' && domains.length === 0)
    return { ok: false, problem: 'missingDomain' };
  const end = endOf(draft, now);
  if (end === 'missing') return { ok: false, problem: 'missingEnd' };
  if (end !== null && end <= now) return { ok: false, problem: 'overEnd' };
  const uses = draft.uses.trim();
  const maxUses = uses === '' ? null : Number(uses);
  if (maxUses !== null && !(/^\d+$/.test(uses) && maxUses >= 1 && maxUses <= linkUsesLimit))
    return { ok: false, problem: 'wrongUses' };
  const { audience, userType } = draft;
  return {
    ok: true,
    change: { audience, domains, userType, maxUses, expiresAt: end?.toISOString() ?? null },
  };
}

function endOf({ end, customEnd }: LinkDraft, now: Date): Date | null | 'missing' {
  if (end === 'forever') return null;
  if (end === 'soon') return suggestedEnd(now).at;
  if (end === 'week') return weekEnd(now);
  const at = new Date(customEnd);
  return customEnd === '' || Number.isNaN(at.getTime()) ? 'missing' : at;
}
