import { createHash } from 'node:crypto';
import type { Actor } from '@rollcall/core/access/actor.ts';

/** What one audit row says. It names ids only, so that erasing a person leaves the chain whole. */
export interface AuditEntry {
  readonly districtId: string;
  readonly licenseId: string;
  readonly seq: number;
  readonly at: Date;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly action: string;
  readonly targets: readonly string[];
  readonly valuesHash: Buffer;
}

export function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}

/**
 * JSON with its keys in order. The database keeps the values as `jsonb`, which forgets the order they were written
 * in; in this form what is read back hashes like what was written.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** The hash that chains an entry to the one before it (SPEC R21, I10). Field order is part of the format. */
export function chainHash(previous: Buffer, entry: AuditEntry): Buffer {
  const fields = [
    entry.districtId,
    entry.licenseId,
    String(entry.seq),
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.action,
    [...entry.targets].join(','),
    entry.valuesHash.toString('hex'),
  ];
  return createHash('sha256').update(previous).update(JSON.stringify(fields)).digest();
}

/** Who an actor is in the audit log: an id or a fixed name, never an address. */
export function actorIdOf(actor: Actor): string {
  if (actor.kind === 'person') return actor.personId;
  return actor.kind === 'vendor' ? actor.name : actor.job;
}
