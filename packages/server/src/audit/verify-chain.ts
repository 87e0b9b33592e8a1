import { type AuditEntry, canonicalJson, chainHash, sha256 } from './chain.ts';

/** An audit row as it is stored. */
export interface StoredAudit extends AuditEntry {
  readonly prevHash: Buffer;
  readonly hash: Buffer;
  /** What a person reads; null once it was erased, which leaves the chain whole. */
  readonly details: unknown;
}

/** Reads a licence's chain from its beginning, in as many pieces as it comes (SPEC I10). */
export class ChainReader {
  #previous: Buffer = Buffer.alloc(0);
  #next = 1;

  /** The number of the first row that is missing, out of place or changed; null when all of these fit. */
  read(rows: readonly StoredAudit[]): number | null {
    for (const row of rows) {
      if (row.seq !== this.#next || !row.prevHash.equals(this.#previous)) return this.#next;
      if (!row.hash.equals(chainHash(this.#previous, row))) return this.#next;
      if (row.details !== null && !sha256(canonicalJson(row.details)).equals(row.valuesHash))
        return this.#next;
      this.#previous = row.hash;
      this.#next += 1;
    }
    return null;
  }

  /** `head` is the hash that the licence's own row holds: the number after the last when rows are missing at the end. */
  end(head: Buffer): number | null {
    return this.#previous.equals(head) ? null : this.#next;
  }
}
