import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pasteLengthLimit, splitAddresses } from './split-addresses.ts';

/** What was read, as `line: name | address`. */
function read(text: string): string[] {
  return splitAddresses(text).map(({ line, name, address }) => `${line}: ${name ?? '-'} | ${address}`);
}

const addresses = fc
  .tuple(fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,10}$/), fc.stringMatching(/^[a-z0-9]{1,10}\.edu$/))
  .map(([local, domain]) => `${local}@${domain}`);
const separators = fc
  .array(fc.constantFrom(',', ';', '\t', '\n', '\r\n', '\r', ' ', '\u00a0', '\u2028', '  '), {
    minLength: 1,
    maxLength: 3,
  })
  .map((signs) => signs.join(''));

describe('pastes as people have them', () => {
  test('[ADDR-2] one a line, with empty lines between', () => {
    expect(read('ana@x.edu\n\n  ben@x.edu  \r\ncai@x.edu\n')).toEqual([
      '1: - | ana@x.edu',
      '3: - | ben@x.edu',
      '4: - | cai@x.edu',
    ]);
  });

  test('[ADDR-2] Gmail: names bare and quoted, commas between, one at the end', () => {
    expect(read('Ana Ruiz <ana@x.edu>, "Lee, Ben" <ben@x.edu>, cai@x.edu, dee@x.edu <dee@x.edu>,')).toEqual([
      '1: Ana Ruiz | ana@x.edu',
      '1: Lee, Ben | ben@x.edu',
      '1: - | cai@x.edu',
      '1: dee@x.edu | dee@x.edu',
    ]);
  });

  test('[ADDR-2] Outlook: surname first without quotes, semicolons between', () => {
    expect(read("Ruiz, Ana <ana@x.edu>; O’Neil-Lee, Ben J. <ben@x.edu>; 'cai@x.edu' <cai@x.edu>")).toEqual([
      '1: Ruiz, Ana | ana@x.edu',
      '1: O’Neil-Lee, Ben J. | ben@x.edu',
      "1: 'cai@x.edu' | cai@x.edu",
    ]);
  });

  test('[ADDR-2] Apple Mail: names and brackets on one line each, or run together', () => {
    expect(read('Ana Ruiz <ana@x.edu>\nBen Lee <ben@x.edu>')).toEqual([
      '1: Ana Ruiz | ana@x.edu',
      '2: Ben Lee | ben@x.edu',
    ]);
    expect(read('Ana Ruiz <ana@x.edu> Ben Lee <ben@x.edu><cai@x.edu>')).toEqual([
      '1: Ana Ruiz | ana@x.edu',
      '1: Ben Lee | ben@x.edu',
      '1: - | cai@x.edu',
    ]);
  });

  test('[ADDR-2] a column of a spreadsheet, quoted cells, mailto links', () => {
    expect(read('"ana@x.edu","ben@x.edu"\nCai\tcai@x.edu\nmailto:dee@x.edu\nEli <MAILTO:eli@x.edu>')).toEqual(
      [
        '1: - | ana@x.edu',
        '1: - | ben@x.edu',
        '2: - | Cai',
        '2: - | cai@x.edu',
        '3: - | dee@x.edu',
        '4: Eli | eli@x.edu',
      ],
    );
  });

  test('[ADDR-2] escaped quotes inside a quoted name', () => {
    expect(read('"Ana \\"Ani, A\\" Ruiz" <ana@x.edu>, ben@x.edu')).toEqual([
      '1: Ana "Ani, A" Ruiz | ana@x.edu',
      '1: - | ben@x.edu',
    ]);
  });

  test('[ADDR-2] names keep their letters and lose signs that bend the line', () => {
    expect(read('José Núñez 李 <jose@x.edu>; A\u202ena\u0007 <ana@x.edu>; می‌خواهم <m@x.edu>')).toEqual([
      '1: José Núñez 李 | jose@x.edu',
      '1: Ana | ana@x.edu',
      '1: می‌خواهم | m@x.edu',
    ]);
    expect(splitAddresses(`${'😀'.repeat(300)} <ana@x.edu>`)[0]?.name).toBe('😀'.repeat(100));
    expect(splitAddresses(`a${'😀'.repeat(300)} <ana@x.edu>`)[0]?.name).toBe(`a${'😀'.repeat(99)}`);
  });
});

describe('pastes that are broken', () => {
  test.each([
    ['an unclosed quote', '"Ana <ana@x.edu>, ben@x.edu', ['"Ana | ana@x.edu', '- | ben@x.edu']],
    [
      'an unclosed quote before a quoted name',
      '"ana@x.edu, ben@x.edu, "Lee, Cai" <cai@x.edu>',
      ['- | "ana@x.edu', '- | ben@x.edu', 'Lee, Cai | cai@x.edu'],
    ],
    ['a quote inside a name', 'O"Brien <ana@x.edu>, ben@x.edu', ['O"Brien | ana@x.edu', '- | ben@x.edu']],
    ['an unclosed bracket', 'Ana <ana@x.edu, Ben <ben@x.edu>', ['- | Ana <ana@x.edu', 'Ben | ben@x.edu']],
    ['a bracket in a bracket', '<ana@x.edu <ben@x.edu>', ['- | <ana@x.edu <ben@x.edu>']],
    [
      'a bracket closed before it opens',
      'x> <ana@x.edu, ben@x.edu',
      ['- | x>', '- | <ana@x.edu', '- | ben@x.edu'],
    ],
    ['a forgotten comma', 'ana@x.edu Ben Lee <ben@x.edu>', ['- | ana@x.edu', 'Ben Lee | ben@x.edu']],
    ['an address without its at sign', 'ana.x.edu, Ben <ben@x.edu>', ['- | ana.x.edu', 'Ben | ben@x.edu']],
    ['a name cut by a semicolon', 'Ruiz; Ana <ana@x.edu>', ['- | Ruiz', 'Ana | ana@x.edu']],
    ['no address at all', 'hello, world; 你好', ['- | hello', '- | world', '- | 你好']],
    ['empty brackets', 'Ana <>', ['Ana | ']],
  ])('[ADDR-2] %s loses nothing', (_what, text, expected) => {
    expect(read(text)).toEqual(expected.map((piece) => `1: ${piece}`));
  });

  test('[ADDR-2] the text of a piece can be stored: neither NUL nor half a surrogate pair', () => {
    const [piece] = splitAddresses('a\0b\ud800 <ana\0@x.edu>');
    expect(piece?.text).toBe('a\ufffdb\ufffd <ana\ufffd@x.edu>');
    expect(piece?.name).toBe('a\ufffdb\ufffd');
    expect(piece?.address).toBe('ana\0@x.edu');
  });

  test('[ADDR-2] every sign that is no separator comes back in some piece, in order', () => {
    const nasty = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '"',
            '<',
            '>',
            ',',
            ';',
            '\\',
            ' ',
            '\n',
            '\t',
            '@',
            'ana@x.edu',
            'Ana',
            '"Ruiz, Ana" <a@x.edu>',
          ),
          fc.string({ maxLength: 4 }),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''));
    const bare = (text: string) => text.replace(/[\s,;]/g, '');
    fc.assert(
      fc.property(nasty, (text) => {
        const pieces = splitAddresses(text);
        expect(bare(pieces.map((piece) => piece.text).join(''))).toBe(bare(text));
        for (const piece of pieces) expect(bare(piece.text)).toContain(bare(piece.address));
      }),
      { numRuns: 3000 },
    );
  });
});

test('[ADDR-2] addresses joined with any separators come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(addresses, separators), { maxLength: 40 }), (pairs) => {
      const text = pairs.flat().join('');
      expect(splitAddresses(text).map((piece) => piece.address)).toEqual(pairs.map(([address]) => address));
    }),
    { numRuns: 500 },
  );
});

test('[ADDR-2] named addresses come back with their names', () => {
  const names = fc.stringMatching(/^[A-Za-zéüß,;'<>@" \\]{1,20}$/).filter((name) => name.trim() === name);
  const people = fc.tuple(names, addresses);
  fc.assert(
    fc.property(
      fc.array(people, { minLength: 1, maxLength: 10 }),
      fc.constantFrom(', ', ';', '\n'),
      (list, end) => {
        const text = list
          .map(([name, address]) => `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`)
          .join(end);
        expect(splitAddresses(text).map(({ name, address }) => [name, address])).toEqual(list);
      },
    ),
    { numRuns: 500 },
  );
});

/** Fills the longest paste with a pattern. */
const full = (pattern: string) => pattern.repeat(Math.floor(pasteLengthLimit / pattern.length));

test.each([
  ['opening brackets', full('<')],
  ['opening brackets that close at the end', `${full('<').slice(1)}>`],
  ['brackets', full('<>')],
  ['quotes', full('"')],
  ['quotes that open and do not close', full('"a,')],
  ['escaped quotes', full('"\\",')],
  ['a long quoted name', `"${'a'.repeat(pasteLengthLimit - 20)}" <ana@x.edu>`],
  ['a long quoted name of escapes', `"${'\\a'.repeat(pasteLengthLimit / 2 - 20)}" <ana@x.edu>`],
  ['a long surname', `${'a '.repeat(pasteLengthLimit / 2 - 20)}, Ana <ana@x.edu>`],
  ['surnames', full('Ruiz,')],
  ['spaces', full(' ')],
  ['a name with many spaces', `a${' '.repeat(pasteLengthLimit - 20)}<ana@x.edu>x`],
  ['line ends', full('\r')],
  ['separators', full(',')],
  ['addresses', full('ana@x.edu ')],
  ['at signs', full('@ ')],
])('[ADDR-2] splits the longest paste of %s at once', (_what, text) => {
  const tookMs = [1, 2, 3].map(() => {
    const started = Date.now();
    splitAddresses(text);
    return Date.now() - started;
  });
  // Linear is a few to a hundred milliseconds; looking once per sign through the rest takes seconds to minutes.
  expect(Math.min(...tookMs)).toBeLessThan(1000);
});
