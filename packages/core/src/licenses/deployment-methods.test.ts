import { expect, test } from 'vitest';
import { deploymentMethod, methodFits, methodsThatInvite } from './deployment-methods.ts';
import { licenseType } from './license.ts';

const yes = { fits: true, recommended: true };
const possible = { fits: true, recommended: false };
const notForTeacher = { fits: false, reason: 'not_for_teacher_license' };
const districtOnly = { fits: false, reason: 'district_license_only' };
const teacherOnly = { fits: false, reason: 'teacher_license_only' };

/** Copied by hand from the rule, line by line. */
const rule = [
  ['email', 'district', yes],
  ['email', 'school', yes],
  ['email', 'building', yes],
  ['email', 'teacher', yes],
  ['csv', 'district', yes],
  ['csv', 'school', yes],
  ['csv', 'building', yes],
  ['csv', 'teacher', yes],
  ['ou', 'district', yes],
  ['ou', 'school', yes],
  ['ou', 'building', yes],
  ['ou', 'teacher', notForTeacher],
  ['domain', 'district', yes],
  ['domain', 'school', districtOnly],
  ['domain', 'building', districtOnly],
  ['domain', 'teacher', districtOnly],
  ['assignment', 'district', teacherOnly],
  ['assignment', 'school', teacherOnly],
  ['assignment', 'building', teacherOnly],
  ['assignment', 'teacher', yes],
  ['classroom', 'district', teacherOnly],
  ['classroom', 'school', teacherOnly],
  ['classroom', 'building', teacherOnly],
  ['classroom', 'teacher', yes],
  ['link', 'district', possible],
  ['link', 'school', possible],
  ['link', 'building', possible],
  ['link', 'teacher', possible],
  ['key', 'district', possible],
  ['key', 'school', possible],
  ['key', 'building', possible],
  ['key', 'teacher', possible],
] as const;

test.each(rule)('[METHOD-1] %s on a %s license', (method, type, fit) => {
  expect(methodFits[method][type]).toEqual(fit);
});

test('[METHOD-1] the rule speaks of every method and type once', () => {
  const all = deploymentMethod.options.flatMap((method) =>
    licenseType.options.map((type) => `${method} ${type}`),
  );
  expect(rule.map(([method, type]) => `${method} ${type}`).sort()).toEqual(all.sort());
  expect(all).toHaveLength(32);
});

test('[INVITE-1] only e-mail and CSV can make an invite', () => {
  expect([...methodsThatInvite].sort()).toEqual(['csv', 'email']);
});
