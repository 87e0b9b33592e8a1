/**
 * Text that a spreadsheet would take for a formula is written with an apostrophe before it (SPEC CSV-8). An apostrophe
 * that stands before such text already gets another one, so that taking one off always gives the value back.
 */
const formula = /^'*\s*[=+\-@\t\r\n＝＋－＠]/u;
const guardedFormula = /^'(?='*\s*[=+\-@\t\r\n＝＋－＠])/u;

/**
 * The same inside a value, behind what ends a cell elsewhere: where semicolons separate, a file of commas is cut at the
 * semicolon inside a quoted value, and what follows begins a cell.
 */
const innerFormula = /([;\t\r\n])(?='*[^\S\t\r\n]*[=+\-@＝＋－＠])/gu;
const guardedInnerFormula = /([;\t\r\n])'(?='*[^\S\t\r\n]*[=+\-@＝＋－＠])/gu;

/** The value as text that no spreadsheet computes. */
export function guardFormula(value: string): string {
  const inner = value.replace(innerFormula, "$1'");
  return formula.test(inner) ? `'${inner}` : inner;
}

/** What `guardFormula` was given. Only for cells that it has written: elsewhere an apostrophe is part of the value. */
export function unguardFormula(cell: string): string {
  return cell.replace(guardedFormula, '').replace(guardedInnerFormula, '$1');
}
