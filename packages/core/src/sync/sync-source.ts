import { z } from 'zod';
import { deploymentMethod } from '../licenses/deployment-methods.ts';

/** The methods that follow another system: people come and go with it. */
export const syncSource = deploymentMethod.extract(['ou', 'classroom']);
export type SyncSource = z.infer<typeof syncSource>;

/** Why the other system could not be read to its end. Nobody is removed by such a sync (SPEC D07, F18). */
export const syncProblem = z.enum([
  /** The authorisation was revoked, has run out, or no longer covers what is read. */
  'authorisation_ended',
  /** The account may not read this: no Google admin, or the API is off. */
  'refused',
  /** The other system asks to be left alone for a while. */
  'quota',
  /** It cannot be reached, or answers with failures. */
  'unreachable',
  /** Its answer was cut short, contradicts itself or never ends. */
  'incomplete',
]);
export type SyncProblem = z.infer<typeof syncProblem>;

/** Scopes per method: read only, and no more than the method reads (SPEC R18). */
export const googleScopes: Readonly<Record<SyncSource, readonly string[]>> = {
  ou: [
    'https://www.googleapis.com/auth/admin.directory.orgunit.readonly',
    'https://www.googleapis.com/auth/admin.directory.user.readonly',
  ],
  classroom: [
    'https://www.googleapis.com/auth/classroom.courses.readonly',
    'https://www.googleapis.com/auth/classroom.rosters.readonly',
    'https://www.googleapis.com/auth/classroom.profile.emails',
  ],
};
