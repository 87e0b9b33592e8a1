import { createHmac, randomBytes } from 'node:crypto';
import { secretCodeLength } from '@rollcall/core/licenses/secret-code.ts';
import { deriveKey, type Secret } from '../env.ts';
import { seal, unseal } from '../sealing/seal.ts';

/** Codes of one kind, under keys of their own: what is kept of one kind is of no use as another (SPEC B06). */
interface CodeKind<Code extends string> {
  readonly hmacPurpose: 'license-key-hmac' | 'license-link-hmac';
  readonly sealPurpose: 'license-key-seal' | 'license-link-seal';
  fromBytes(bytes: Uint8Array): Code;
  parse(raw: string): Code | null;
}

export interface CodeStore<Code extends string> {
  /** A code that nobody has. */
  fresh(): Code;
  /** The keyed hash by which a code is found: a dump of the table cannot be tried against guesses. */
  hmac(secret: Secret, code: Code): Buffer;
  /** As long in the making as that of a code, and found nowhere. */
  hmacOfNone(secret: Secret): Buffer;
  /** Encrypts a code for the admin who must show it. */
  seal(secret: Secret, code: Code): Buffer;
  /** Throws when the row was sealed with another secret or tampered with. */
  open(secret: Secret, sealed: Buffer): Code;
}

export function storeOfCodes<Code extends string>(kind: CodeKind<Code>): CodeStore<Code> {
  const hmacOf = (secret: Secret, text: string) =>
    createHmac('sha256', deriveKey(secret, kind.hmacPurpose)).update(text).digest();
  return {
    fresh: () => kind.fromBytes(randomBytes(secretCodeLength)),
    hmac: hmacOf,
    hmacOfNone: (secret) => hmacOf(secret, ''),
    seal: (secret, code) => seal({ secret, purpose: kind.sealPurpose }, code),
    open(secret, sealed) {
      const code = kind.parse(unseal({ secret, purpose: kind.sealPurpose }, sealed));
      if (code === null) throw new Error('A stored code is not one');
      return code;
    },
  };
}
