/** Reads a file in which every field is quoted, as our own exports are: one object per line by the header's words. */
export function parseQuotedCsv(text: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const field = /"((?:[^"]|"")*)"(,|\r\n)/y;
  while (at < text.length) {
    field.lastIndex = at;
    const found = field.exec(text);
    if (found === null) throw new Error(`Not a quoted field at ${at}`);
    lines.at(-1)?.push((found[1] ?? '').replaceAll('""', '"'));
    if (found[2] === '\r\n') lines.push([]);
    at = field.lastIndex;
  }
  const [header = [], ...rows] = lines.slice(0, -1);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}
