import type { Random } from './random.ts';

/** Ids that look as Google's do. */
export const newCustomerId = (random: Random): string => `C0${random.letters(7)}`;
export const newPersonId = (random: Random): string => `1${random.digits(20)}`;
export const newOrgUnitId = (random: Random): string => `id:03ph8a2z${random.letters(8)}`;
export const newCourseId = (random: Random): string => `6${random.digits(11)}`;
