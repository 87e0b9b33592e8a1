/** Letters that are no base letter with a mark, and what people type for them. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/**
 * Text as searching and sorting see it: case and accents are gone, white space is single spaces. The database's
 * `fold_text` gives the same.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/g, (letter) => spelledOut[letter] ?? letter)
    .replace(/[\t-\r ]+/g, ' ')
    .replace(/^ | $/g, '');
}
