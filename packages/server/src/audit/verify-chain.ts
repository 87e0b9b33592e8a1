import { type AuditEntry, canonicalJson, chainHash, sha256 } from './chain.ts';

/** An audit row as it is stored. */
export interface StoredAudit extends AuditEntry {
  readonly prevHash: Buffer;
  readonly hash: Buffer;
  /** What a person reads; null once it was erased, which leaves the chain whole. */
  readonly details: unknown;
}

/**
 * Reads a licence's chain from its beginning (SPEC I10). The number of the first row that is missing, out of place
 * or changed; the number after the last when rows are missing at the end; null when all is as it was written.
 * `head` is the hash that the licence's own row holds.
 */
export function firstBrokenLink(rows: readonly StoredAudit[], head: Buffer): number | null {
  let previous: Buffer = Buffer.alloc(0);
  let expected = 1;
  for (const row of rows) {
    if (row.seq !== expected || !row.prevHash.equals(previous)) return expected;
    if (!row.hash.equals(chainHash(previous, row))) return expected;
    if (row.details !== null && !sha256(canonicalJson(row.details)).equals(row.valuesHash)) return expected;
    previous = row.hash;
    expected += 1;
  }
  return previous.equals(head) ? null : expected;
}
