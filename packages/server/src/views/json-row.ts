/** A row as the database spells it in JSON: instants are text there. */
export type JsonRow<Row> = {
  readonly [Column in keyof Row]: Row[Column] extends Date
    ? string
    : Row[Column] extends Date | null
      ? string | null
      : Row[Column];
};

type InstantColumn<Row> = {
  [Column in keyof Row]: Row[Column] extends Date | null ? Column : never;
}[keyof Row];

/** The row that a query would have given. Name every column that is an instant; the type knows which those are. */
export function rowOfJson<Row extends object>(
  json: JsonRow<Row>,
  instants: Readonly<Record<InstantColumn<Row> & string, true>>,
): Row {
  const row: Record<string, unknown> = { ...json };
  for (const column of Object.keys(instants)) {
    const text = row[column];
    if (typeof text === 'string') row[column] = new Date(text);
  }
  return row as Row;
}
