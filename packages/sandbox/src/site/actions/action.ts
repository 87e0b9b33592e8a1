import { z } from 'zod';
import type { SandboxControl } from '../../commands/control.ts';

/** Something that a form, or a JSON request of a test, can have done. */
export interface Action {
  /** What was done, in words. @throws SandboxRefusal, or a ZodError for fields that cannot be read. */
  perform(control: SandboxControl, fields: unknown): string | Promise<string>;
}

export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (control: SandboxControl, fields: z.output<Schema>) => string | Promise<string>,
): Action {
  return { perform: (control, fields) => run(control, schema.parse(fields)) };
}

export const text = z.string().trim().min(1).max(500);
/** A field left empty is not given. */
export const optionalText = z
  .string()
  .trim()
  .max(500)
  .transform((value) => (value === '' ? undefined : value))
  .optional();
/** A box that is ticked, or true. */
export const ticked = z
  .union([z.literal('on'), z.boolean()])
  .optional()
  .transform((value) => value === 'on' || value === true);
export const optionalNumber = z
  .union([z.literal('').transform(() => undefined), z.coerce.number().min(0)])
  .optional();
