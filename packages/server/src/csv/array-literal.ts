/** The literal of a PostgreSQL array, grown element by element. */
export class ArrayLiteral {
  #text = '';

  addNumber(value: number): void {
    this.#text += this.#text === '' ? value : `,${value}`;
  }

  /** Text must be fit to be stored: no NUL, no half of a surrogate pair. */
  addText(value: string | null): void {
    const element =
      value === null ? 'NULL' : `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
    this.#text += this.#text === '' ? element : `,${element}`;
  }

  /** The literal so far; begins anew. */
  take(): string {
    const literal = `{${this.#text}}`;
    this.#text = '';
    return literal;
  }
}
