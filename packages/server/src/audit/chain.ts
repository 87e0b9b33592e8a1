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
