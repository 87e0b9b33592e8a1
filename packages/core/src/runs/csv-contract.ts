import { z } from 'zod';

/** The encodings that files of people come in. Windows-1252 is never guessed silently: no byte contradicts it. */
export const csvEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
export type CsvEncoding = z.infer<typeof csvEncoding>;

export const csvDelimiter = z.enum([',', ';', '\t']);
export type CsvDelimiter = z.infer<typeof csvDelimiter>;

/** What a column is read as. `firstName` and `lastName` are joined where there is no `name`. */
export const csvRole = z.enum(['email', 'name', 'firstName', 'lastName', 'userType', 'ignored']);
export type CsvRole = z.infer<typeof csvRole>;

/** Most columns that a file may have unless the installation sets another limit; a list of roles is never longer. */
const columnLimit = 64;

/** How a file is to be read: as the inspection proposes, or as somebody answered. */
export const csvOptions = z
  .strictObject({
    encoding: csvEncoding,
    delimiter: csvDelimiter,
    /** False: the first line is a person. */
    hasHeader: z.boolean(),
    /** By position; columns behind the last are ignored. */
    roles: z.array(csvRole).max(1024),
  })
  .refine(({ roles }) => roles.filter((role) => role === 'email').length === 1, 'one_email_column')
  .refine(
    ({ roles }) => roles.every((role, at) => role === 'ignored' || roles.indexOf(role) === at),
    'role_twice',
  );
export type CsvOptions = z.infer<typeof csvOptions>;

export const csvLimits = z.strictObject({
  rows: z.int().min(1),
  bytes: z.int().min(1),
  /** Of one record with its line breaks, in UTF-16 units. */
  lineLength: z.int().min(1),
  columns: z.int().min(1).max(1024),
});
export type CsvLimits = z.infer<typeof csvLimits>;

export const defaultCsvLimits: CsvLimits = {
  rows: 1_000_000,
  bytes: 128 * 2 ** 20,
  lineLength: 64 * 2 ** 10,
  columns: columnLimit,
};

/** What only a person can know. Each comes with what is needed to answer it. */
export const csvQuestion = z.discriminatedUnion('question', [
  /** The bytes are no UTF-8: the same lines in each possible reading, to see which one is right. */
  z.strictObject({
    question: z.literal('encoding'),
    readings: z.array(z.strictObject({ encoding: csvEncoding, lines: z.array(z.string()) })),
  }),
  /** No header is known, but there are addresses: is the first line a person? */
  z.strictObject({ question: z.literal('header'), firstLine: z.array(z.string()) }),
  /** Several columns could be the address: their positions, the likeliest first. */
  z.strictObject({ question: z.literal('email_column'), columns: z.array(z.int()) }),
]);
export type CsvQuestion = z.infer<typeof csvQuestion>;

export const csvColumn = z.strictObject({
  /** Position in the line, from 0. */
  index: z.int(),
  /** As it stands in the file; null where there is no header, or an empty one. */
  header: z.string().nullable(),
  role: csvRole,
});
export type CsvColumn = z.infer<typeof csvColumn>;

/** What the beginning of a file tells, and what is proposed for reading all of it. */
export const csvInspection = z.strictObject({
  encoding: csvEncoding,
  delimiter: csvDelimiter,
  hasHeader: z.boolean(),
  columns: z.array(csvColumn),
  /** The first lines as read, header included, each cell shortened for display. */
  rows: z.array(z.array(z.string())),
  /** Empty: nothing has to be asked. The proposal holds the likeliest answer to each. */
  questions: z.array(csvQuestion),
  /** Written by `csvExport`: the signs that it put before formulas are taken off again. */
  isOurExport: z.boolean(),
  /** Headers of columns that hold something and are not used, for the notice. */
  ignored: z.array(z.string()),
  /** Headers that stand there more than once: the first counts. */
  duplicateHeaders: z.array(z.string()),
  /** The largest file that this installation takes. In bytes. */
  limitBytes: z.int(),
});
export type CsvInspection = z.infer<typeof csvInspection>;

/** The options that an inspection proposes. */
export function proposedCsvOptions(inspection: CsvInspection): CsvOptions {
  const { encoding, delimiter, hasHeader, columns } = inspection;
  return { encoding, delimiter, hasHeader, roles: columns.map(({ role }) => role) };
}

/** Why one row is refused; the others of the file go on. Each is also a member outcome. */
export const csvRowRefusal = z.enum(['invalid_email', 'duplicate', 'invalid_user_type']);
export type CsvRowRefusal = z.infer<typeof csvRowRefusal>;

/** How many rows are people to be decided on (`candidates`), and how many are refused and why. */
export const csvCounts = z.strictObject({
  candidates: z.int(),
  invalid_email: z.int(),
  duplicate: z.int(),
  invalid_user_type: z.int(),
});
export type CsvCounts = z.infer<typeof csvCounts>;

export const csvSummary = z.strictObject({
  /** Rows of people; neither the header nor blank lines. */
  rows: z.int(),
  batches: z.int(),
  counts: csvCounts,
  /** The fields of the header line as read; null where the file has none. */
  header: z.array(z.string()).nullable(),
  /** Headers of the columns that were not used. */
  ignored: z.array(z.string()),
});
export type CsvSummary = z.infer<typeof csvSummary>;

/** Why a whole file cannot be read. Nothing of it is applied. */
export const csvProblem = z.enum([
  'empty',
  /** A picture, a document, an archive. */
  'not_text',
  /** An Excel workbook, whatever its name says. */
  'spreadsheet',
  'header_only',
  'no_email_column',
  'too_large',
  'too_many_rows',
  'line_too_long',
  'too_many_columns',
  /** `line` is where the quote was opened. */
  'unclosed_quote',
  /** Bytes that the chosen encoding does not have. */
  'encoding_unclear',
  /** The upload ended before the file did. */
  'interrupted',
  /** It came so slowly that others would have waited for it. */
  'too_slow',
]);
export type CsvProblem = z.infer<typeof csvProblem>;
