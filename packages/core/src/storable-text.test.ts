import { describe, expect, it } from 'vitest';
import { storableText } from './storable-text.ts';

describe('text on its way into the database', () => {
  it('[D06] keeps everything but NUL and halves of surrogate pairs, in length and place', () => {
    expect(storableText('a\0b')).toBe('a\ufffdb');
    expect(storableText('\ud83d')).toBe('\ufffd');
    expect(storableText('x\ude00y')).toBe('x\ufffdy');
    expect(storableText("😀 \u202e 'Z' \r\n ﷺ")).toBe("😀 \u202e 'Z' \r\n ﷺ");
  });
});
