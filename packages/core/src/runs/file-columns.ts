import { z } from 'zod';
import { type CsvRole, csvRole } from './csv-contract.ts';

/** The columns of a file of people, in their order: how each is headed and what it was read as. */
export const fileColumns = z.array(z.strictObject({ header: z.string(), role: csvRole }));
export type FileColumns = z.infer<typeof fileColumns>;

/** Headings that are known when a file is read again, whatever language a screen speaks. */
const headings: Readonly<Record<CsvRole, string>> = {
  email: 'Email',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  userType: 'User type',
  ignored: '',
};

/** The columns that rows are written with which no file has brought. */
export const plainColumns: FileColumns = (['email', 'name', 'userType'] as const).map((role) => ({
  header: headings[role],
  role,
}));

/** The columns of a file as it was read; one without a header gets headings by which it is read the same way again. */
export function columnsOfFile(header: readonly string[] | null, roles: readonly CsvRole[]): FileColumns {
  const width = Math.max(header?.length ?? 0, roles.length);
  return Array.from({ length: width }, (_, at) => {
    const role = roles[at] ?? 'ignored';
    return { header: header === null ? headings[role] : (header[at] ?? ''), role };
  });
}
