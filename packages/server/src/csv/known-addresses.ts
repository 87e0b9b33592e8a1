import { randomBytes } from 'node:crypto';

/** 32-bit words per address: with 128 bits, chance makes no two of a million addresses equal. */
const words = 4;
const firstCapacity = 1 << 12;
const multipliers = [0xcc9e2d51, 0x1b873593, 0x85ebca6b, 0xc2b2ae35] as const;

/**
 * Which addresses a file has named already. Keeps 16 bytes an address in one array with open addressing, so that a
 * million of them cost some 32 MB, and no strings. The seed is random: nobody can prepare addresses that collide.
 */
export class KnownAddresses {
  #slots = new Uint32Array(firstCapacity * words);
  #size = 0;
  readonly #seeds = new Uint32Array(new Uint8Array(randomBytes(words * 4)).buffer);
  readonly #hash = new Uint32Array(words);

  /** False when the address was there already. */
  add(address: string): boolean {
    this.#hashOf(address);
    const [a = 0, b = 0, c = 0, d = 0] = this.#hash;
    const slots = this.#slots;
    const mask = slots.length / words - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const at = slot * words;
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c && slots[at + 3] === d) return false;
      // The last word of an address is never 0: that marks a free slot.
      if (slots[at + 3] !== 0) continue;
      slots.set(this.#hash, at);
      this.#size += 1;
      if (this.#size > (mask + 1) * 0.7) this.#grow();
      return true;
    }
  }

  #hashOf(address: string): void {
    for (let word = 0; word < words; word += 1) {
      const multiplier = multipliers[word] ?? 1;
      let hash = this.#seeds[word] ?? 0;
      for (let at = 0; at < address.length; at += 1) {
        hash = Math.imul(hash ^ address.charCodeAt(at), multiplier);
        // Brings the high bits down: the low ones of a product know nothing of them.
        hash ^= hash >>> 15;
      }
      hash = Math.imul(hash ^ address.length ^ (hash >>> 16), 0x7feb352d);
      hash ^= hash >>> 13;
      this.#hash[word] = hash;
    }
    if (this.#hash[words - 1] === 0) this.#hash[words - 1] = 1;
  }

  #grow(): void {
    const before = this.#slots;
    const capacity = (before.length / words) * 2;
    const slots = new Uint32Array(capacity * words);
    for (let from = 0; from < before.length; from += words) {
      if (before[from + 3] === 0) continue;
      let slot = (before[from] ?? 0) & (capacity - 1);
      while (slots[slot * words + 3] !== 0) slot = (slot + 1) & (capacity - 1);
      slots.set(before.subarray(from, from + words), slot * words);
    }
    this.#slots = slots;
  }
}
