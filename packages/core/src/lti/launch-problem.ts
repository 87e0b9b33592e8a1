import { z } from 'zod';

/** Why a launch was refused, or a class could not be read. The words are in the dashboard's catalogue. */
export const launchProblem = z.enum([
  /** The token was not signed by the system that is registered, or not as the specification asks. */
  'bad_signature',
  /** The system's keys could not be read. */
  'keys_unreachable',
  /** What the specification asks for is missing, or of another version. */
  'bad_claims',
  /** The clocks differ, or the launch took too long. */
  'too_old',
  /** It was used before, or comes from another browser. */
  'used_before',
  /** Launched from where nobody has allowed it yet. */
  'unknown_deployment',
  /** What was launched is not one of the license's assignments. */
  'unknown_assignment',
  /** The class: the system says no, is not there, or its answer was not whole. */
  'roster_refused',
  'roster_unreachable',
  'roster_incomplete',
]);
export type LaunchProblem = z.infer<typeof launchProblem>;
