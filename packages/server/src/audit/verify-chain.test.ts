import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, chainHash, sha256 } from './chain.ts';
import { ChainReader, type StoredAudit } from './verify-chain.ts';

/** A chain of three as `recordChange` writes it. */
function writeChain(): { rows: StoredAudit[]; head: Buffer } {
  const districtId = randomUUID();
  const licenseId = randomUUID();
  const rows: StoredAudit[] = [];
  let prevHash: Buffer = Buffer.alloc(0);
  for (const seq of [1, 2, 3]) {
    const details = { was: 'invited', email: `person-${seq}@example.org` };
    const entry = {
      districtId,
      licenseId,
      seq,
      at: new Date(Date.UTC(2026, 0, seq)),
      actorKind: 'person',
      actorId: randomUUID(),
      action: 'member.removed',
      targets: [randomUUID(), randomUUID()],
      valuesHash: sha256(canonicalJson(details)),
    } as const;
    const hash = chainHash(prevHash, entry);
    rows.push({ ...entry, prevHash, hash, details });
    prevHash = hash;
  }
  return { rows, head: prevHash };
}

function firstBrokenLink(rows: readonly StoredAudit[], head: Buffer): number | null {
  const reader = new ChainReader();
  return reader.read(rows) ?? reader.end(head);
}

/** The chain with row 2 replaced by what tampering made of it. */
function withSecond(change: Partial<StoredAudit>): number | null {
  const { rows, head } = writeChain();
  return firstBrokenLink(
    rows.map((row) => (row.seq === 2 ? { ...row, ...change } : row)),
    head,
  );
}

describe('the audit chain', () => {
  it('[I10] verifies as it was written, and with values erased', () => {
    const { rows, head } = writeChain();
    expect(firstBrokenLink(rows, head)).toBeNull();
    expect(firstBrokenLink([], Buffer.alloc(0))).toBeNull();
    expect(withSecond({ details: null })).toBeNull();
  });

  it('[F27] names the first row that was edited, whatever was edited', () => {
    expect(withSecond({ at: new Date(0) })).toBe(2);
    expect(withSecond({ actorKind: 'vendor' })).toBe(2);
    expect(withSecond({ actorId: randomUUID() })).toBe(2);
    expect(withSecond({ action: 'member.joined' })).toBe(2);
    expect(withSecond({ targets: [] })).toBe(2);
    expect(withSecond({ districtId: randomUUID() })).toBe(2);
    expect(withSecond({ licenseId: randomUUID() })).toBe(2);
    expect(withSecond({ details: { email: 'somebody-else@example.org', was: 'invited' } })).toBe(2);
    expect(withSecond({ valuesHash: sha256('other') })).toBe(2);
    expect(withSecond({ hash: sha256('other') })).toBe(2);
  });

  it('[F27] names the first row that is missing or out of place', () => {
    const { rows, head } = writeChain();
    const [one, two, three] = rows as [StoredAudit, StoredAudit, StoredAudit];
    expect(firstBrokenLink([two, three], head)).toBe(1);
    expect(firstBrokenLink([one, three], head)).toBe(2);
    expect(firstBrokenLink([one, three, two], head)).toBe(2);
    expect(firstBrokenLink([one, two], head)).toBe(3);
    expect(firstBrokenLink([], head)).toBe(1);
  });

  it('[F27] notices a row that was rewritten together with its own hash', () => {
    const { rows, head } = writeChain();
    const forged = rows.map((row) => {
      if (row.seq !== 2) return row;
      const edited = { ...row, action: 'member.joined' };
      return { ...edited, hash: chainHash(row.prevHash, edited) };
    });
    expect(firstBrokenLink(forged, head)).toBe(3);
  });

  it('[I10] is the same chain in several pieces', () => {
    const { rows, head } = writeChain();
    const reader = new ChainReader();
    for (const row of rows) expect(reader.read([row])).toBeNull();
    expect(reader.read([])).toBeNull();
    expect(reader.end(head)).toBeNull();
  });

  it('[R21] values hash alike in whatever order their keys come back', () => {
    const written = {
      source: 'email',
      people: [{ outcome: 'invited', email: 'a@b.example' }],
      at: undefined,
    };
    const readBack = { people: [{ email: 'a@b.example', outcome: 'invited' }], source: 'email' };
    expect(canonicalJson(written)).toBe(canonicalJson(readBack));
    expect(canonicalJson({ one: [1, 2] })).not.toBe(canonicalJson({ one: [2, 1] }));
  });
});
