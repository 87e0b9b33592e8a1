import type { TermPhase } from '../licenses/term.ts';
import { phaseAllows } from '../licenses/term.ts';
import type { LinkAudience } from './contract.ts';

/** What is set for a link. */
export interface LinkLimits {
  readonly enabled: boolean;
  readonly expiresAt: Date | null;
  /** Null: any number. */
  readonly maxUses: number | null;
  readonly uses: number;
  readonly audience: LinkAudience;
  /** The names that `named_domains` means. */
  readonly namedDomains: readonly string[];
}

/** Why nobody can join by the link just now, whoever they are. */
export type LinkHindrance = 'not_active' | 'switched_off' | 'expired' | 'used_up';

/** Null where the link lets people join. What ends later (the term) is said before what an admin can change at once. */
export function linkHindrance(link: LinkLimits, phase: TermPhase, now: Date): LinkHindrance | null {
  if (!phaseAllows[phase].adding) return 'not_active';
  if (!link.enabled) return 'switched_off';
  if (link.expiresAt !== null && link.expiresAt <= now) return 'expired';
  if (link.maxUses !== null && link.uses >= link.maxUses) return 'used_up';
  return null;
}

/** The domains whose people the link is for; null is anybody. No domain at all is nobody. */
export function domainsOfLink(
  { audience, namedDomains }: Pick<LinkLimits, 'audience' | 'namedDomains'>,
  verifiedDomains: ReadonlySet<string>,
): ReadonlySet<string> | null {
  const table: Readonly<Record<LinkAudience, () => ReadonlySet<string> | null>> = {
    anybody: () => null,
    verified_domains: () => verifiedDomains,
    named_domains: () => new Set(namedDomains),
  };
  return table[audience]();
}
