import type { ConnectResult } from '@rollcall/core/sync/contract.ts';

// A table of its own: the schemas of core would bring their library into what every page loads first.
const known: Readonly<Record<ConnectResult, true>> = {
  connected: true,
  denied: true,
  missing_scopes: true,
  other_workspace: true,
  not_allowed: true,
  expired: true,
  failed: true,
};

/** How the way over the consent page ended, as the address says it; nothing for what is none of its answers. */
export function readConnectResult(search: Record<string, unknown>): { connect?: ConnectResult } {
  const { connect } = search;
  return typeof connect === 'string' && Object.hasOwn(known, connect)
    ? { connect: connect as ConnectResult }
    : {};
}
