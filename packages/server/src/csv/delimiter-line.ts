/** Excel's own first line that names the delimiter. */
const delimiterLine = /^sep=.?$/i;

export function isDelimiterLine(fields: readonly string[]): boolean {
  const [first = '', ...others] = fields;
  return delimiterLine.test(first.trim()) && others.every((field) => field === '');
}
