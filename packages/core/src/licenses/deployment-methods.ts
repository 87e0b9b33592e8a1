import { z } from 'zod';
import type { LicenseType } from './license.ts';

/** The eight ways in which people get onto a licence. */
export const deploymentMethod = z.enum([
  'email',
  'csv',
  'ou',
  'domain',
  'assignment',
  'classroom',
  'link',
  'key',
]);
export type DeploymentMethod = z.infer<typeof deploymentMethod>;

/** Why a method does not fit a licence type. The words are in the apps' catalogues. */
export const unavailableReason = z.enum([
  'not_for_teacher_license',
  'district_license_only',
  'teacher_license_only',
]);
export type UnavailableReason = z.infer<typeof unavailableReason>;

export type MethodFit =
  | { readonly fits: true; readonly recommended: boolean }
  | { readonly fits: false; readonly reason: UnavailableReason };

const yes: MethodFit = { fits: true, recommended: true };
/** Possible, not recommended: whoever gets hold of the link or key can take a seat. */
const possible: MethodFit = { fits: true, recommended: false };
const no = (reason: UnavailableReason): MethodFit => ({ fits: false, reason });

/** Which method fits which licence type (SPEC METHOD-1), with the reason for each no. One table for screen and server. */
export const methodFits: Readonly<Record<DeploymentMethod, Readonly<Record<LicenseType, MethodFit>>>> = {
  email: { district: yes, school: yes, building: yes, teacher: yes },
  csv: { district: yes, school: yes, building: yes, teacher: yes },
  ou: { district: yes, school: yes, building: yes, teacher: no('not_for_teacher_license') },
  domain: {
    district: yes,
    school: no('district_license_only'),
    building: no('district_license_only'),
    teacher: no('district_license_only'),
  },
  assignment: {
    district: no('teacher_license_only'),
    school: no('teacher_license_only'),
    building: no('teacher_license_only'),
    teacher: yes,
  },
  classroom: {
    district: no('teacher_license_only'),
    school: no('teacher_license_only'),
    building: no('teacher_license_only'),
    teacher: yes,
  },
  link: { district: possible, school: possible, building: possible, teacher: possible },
  key: { district: possible, school: possible, building: possible, teacher: possible },
};

/** Only these two can produce an invite; every other method accepts at once (SPEC INVITE-1). */
export const methodsThatInvite: ReadonlySet<DeploymentMethod> = new Set(['email', 'csv']);
