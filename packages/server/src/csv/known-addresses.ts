import { randomBytes } from 'node:crypto';

/** 32-bit words per address: with 96 bits, chance makes two of a million addresses equal in one file of 10^17. */
const words = 3;
const firstCapacity = 1 << 12;

/**
 * Which addresses a file has named already. Keeps 12 bytes an address in one array with open addressing, so that a
 * million of them cost some 25 MB, and no strings. The seed is random: nobody can prepare addresses that collide.
 */
export class KnownAddresses {
  #slots = new Uint32Array(firstCapacity * words);
  #size = 0;
  readonly #seeds = new Uint32Array(new Uint8Array(randomBytes(words * 4)).buffer);
  readonly #hash = new Uint32Array(words);

  /** False when the address was there already. */
  add(address: string): boolean {
    this.#hashOf(address);
    const [a = 0, b = 0, c = 0] = this.#hash;
    const slots = this.#slots;
    const mask = slots.length / words - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const at = slot * words;
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return false;
      if (slots[at + 2] !== 0) continue;
      slots.set(this.#hash, at);
      this.#size += 1;
      if (this.#size > (mask + 1) * 0.7) this.#grow();
      return true;
    }
  }

  #hashOf(address: string): void {
    let [a = 0, b = 0, c = 0] = this.#seeds;
    for (let at = 0; at < address.length; at += 1) {
      const sign = address.charCodeAt(at);
      a = Math.imul(a ^ sign, 0xcc9e2d51);
      b = Math.imul(b ^ sign, 0x1b873593);
      c = Math.imul(c ^ sign, 0xc2b2ae35);
      // Brings the high bits down: the low ones of a product know nothing of them.
      a ^= a >>> 15;
      b ^= b >>> 13;
      c ^= c >>> 14;
    }
    this.#hash[0] = mix(a);
    this.#hash[1] = mix(b);
    // Never 0: that marks a free slot.
    this.#hash[2] = mix(c) || 1;
  }

  #grow(): void {
    const before = this.#slots;
    const capacity = (before.length / words) * 2;
    const slots = new Uint32Array(capacity * words);
    for (let from = 0; from < before.length; from += words) {
      if (before[from + 2] === 0) continue;
      let slot = (before[from] ?? 0) & (capacity - 1);
      while (slots[slot * words + 2] !== 0) slot = (slot + 1) & (capacity - 1);
      slots.set(before.subarray(from, from + words), slot * words);
    }
    this.#slots = slots;
  }
}

function mix(word: number): number {
  const mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
