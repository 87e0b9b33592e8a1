import { describe, expect, test } from 'vitest';
import type { PlatformId } from '../ids.ts';
import { courseRoleOf } from './course-role.ts';
import { assignmentParameter, claimNames, readClaims } from './read-claims.ts';

const platform = '0198c0de-0000-7000-8000-000000000001' as PlatformId;
const assignment = '0198c0de-0000-7000-8000-000000000002';
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const learner = `${membership}#Learner`;
const instructor = `${membership}#Instructor`;

const whole = {
  sub: 'pupil-1',
  name: 'Pia Example',
  email: 'pia@school.example',
  [claimNames.messageType]: 'LtiResourceLinkRequest',
  [claimNames.version]: '1.3.0',
  [claimNames.deploymentId]: 'deployment-1',
  [claimNames.targetLinkUri]: 'https://rollcall.example/lti/launch',
  [claimNames.resourceLink]: { id: 'link-1', title: 'Water' },
  [claimNames.roles]: [learner],
  [claimNames.context]: { id: 'course-1', title: 'Science', label: 'SCI' },
  [claimNames.launchPresentation]: { return_url: 'https://school.lms.example/courses/1' },
  [claimNames.roster]: { context_memberships_url: 'https://lms.example/roster/1' },
  [claimNames.custom]: { [assignmentParameter]: assignment },
};
const placing = {
  ...whole,
  [claimNames.messageType]: 'LtiDeepLinkingRequest',
  [claimNames.resourceLink]: undefined,
  [claimNames.roles]: [instructor],
  [claimNames.deepLinkingSettings]: {
    deep_link_return_url: 'https://lms.example/deep-link/1',
    accept_types: ['link', 'ltiResourceLink'],
    data: 'opaque',
  },
};

describe('[LAUNCH-1] what the specification asks for has to be there', () => {
  const { messageType, version, deploymentId, targetLinkUri, resourceLink, roles } = claimNames;
  test.each<[string, Record<string, unknown>]>([
    ['another version', { [version]: '1.1' }],
    ['no version', { [version]: undefined }],
    ['no message type', { [messageType]: undefined }],
    ['another message type', { [messageType]: 'LtiSubmissionReviewRequest' }],
    ['no roles', { [roles]: undefined }],
    ['roles that are no list', { [roles]: learner }],
    ['no deployment', { [deploymentId]: undefined }],
    ['an empty deployment', { [deploymentId]: '' }],
    ['no target', { [targetLinkUri]: undefined }],
    ['no resource link', { [resourceLink]: undefined }],
    ['a resource link without an id', { [resourceLink]: { title: 'Water' } }],
    ['no subject', { sub: undefined }],
    ['a subject that is a number', { sub: 7 }],
    ['a subject that cannot be stored as it is', { sub: 'a\0b' }],
    ['a subject that is too long', { sub: 'x'.repeat(256) }],
    ['more roles than anybody has', { [roles]: Array<string>(201).fill(learner) }],
  ])('%s', (_what, change) => {
    expect(readClaims(platform, { ...whole, ...change })).toBeNull();
  });
  test.each([[null], ['text'], [[]], [{}]])('%j is no launch', (payload) => {
    expect(readClaims(platform, payload)).toBeNull();
  });
  test.each<[string, Record<string, unknown>]>([
    ['no settings', { [claimNames.deepLinkingSettings]: undefined }],
    [
      'a return address that is none',
      { [claimNames.deepLinkingSettings]: { deep_link_return_url: 'javascript:alert(1)', accept_types: [] } },
    ],
  ])('a wish to place with %s', (_what, change) => {
    expect(readClaims(platform, { ...placing, ...change })).toBeNull();
  });
});

describe('[LAUNCH-1] whatever else is missing is no hindrance', () => {
  const bare = Object.fromEntries(
    Object.entries(whole).filter(([name]) => ['sub', claimNames.messageType].includes(name)),
  );
  const needed = {
    ...bare,
    [claimNames.version]: '1.3.0',
    [claimNames.deploymentId]: 'd',
    [claimNames.targetLinkUri]: 'https://rollcall.example/',
    [claimNames.resourceLink]: { id: 'l' },
    [claimNames.roles]: [],
  };
  test('a launch that says nothing of a person is one of its subject', () => {
    expect(readClaims(platform, needed)?.launch).toEqual({
      platformId: platform,
      deploymentId: 'd',
      subject: 'pupil-1',
      role: 'neither',
      name: null,
      email: null,
      course: null,
      rosterUrl: null,
      target: { kind: 'link', resourceLinkId: 'l', title: null, assignmentId: null },
    });
  });
  test('what is there is read', () => {
    const read = readClaims(platform, whole);
    expect(read?.launch).toMatchObject({
      role: 'learner',
      name: 'Pia Example',
      email: 'pia@school.example',
      course: { id: 'course-1', title: 'Science' },
      rosterUrl: 'https://lms.example/roster/1',
      target: { kind: 'link', title: 'Water', assignmentId: assignment },
    });
    expect(read?.pages).toEqual(['https://school.lms.example/courses/1']);
  });
  test('names come in parts, and a course may have a label only', () => {
    const named = { name: null, given_name: 'Pia', family_name: 'Example' };
    const read = readClaims(platform, {
      ...whole,
      ...named,
      [claimNames.context]: { id: 'c', label: 'SCI' },
    });
    expect(read?.launch).toMatchObject({ name: 'Pia Example', course: { title: 'SCI' } });
  });
  test('texts of any length and kind are cut, or are none', () => {
    const read = readClaims(platform, { ...whole, name: `${'é'.repeat(1000)}`, email: { not: 'text' } });
    expect([...(read?.launch.name ?? '')]).toHaveLength(300);
    expect(read?.launch.email).toBeNull();
  });
  test('a custom parameter that is no assignment of ours is none', () => {
    const read = readClaims(platform, {
      ...whole,
      [claimNames.custom]: { [assignmentParameter]: '$Course.id' },
    });
    expect(read?.launch.target).toMatchObject({ assignmentId: null });
  });
  test('a roster address that is none is not there', () => {
    const roster = { [claimNames.roster]: { context_memberships_url: 'file:///etc/passwd' } };
    expect(readClaims(platform, { ...whole, ...roster })?.launch.rosterUrl).toBeNull();
  });
  test('a wish to place says where the answer goes', () => {
    const read = readClaims(platform, placing);
    expect(read?.launch.target).toEqual({
      kind: 'placing',
      returnUrl: 'https://lms.example/deep-link/1',
      data: 'opaque',
      acceptsLinks: true,
    });
    expect(read?.pages).toContain('https://lms.example/deep-link/1');
  });
});

test.each<[string[], string]>([
  [[learner], 'learner'],
  [['Learner'], 'learner'],
  [[`${membership}/Learner#GuestLearner`], 'learner'],
  [[instructor], 'instructor'],
  [['Instructor'], 'instructor'],
  [[`${membership}/Instructor#TeachingAssistant`], 'instructor'],
  [['TeachingAssistant', 'Learner'], 'instructor'],
  [[learner, instructor], 'instructor'],
  [[learner, 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty'], 'learner'],
  [['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student'], 'neither'],
  [['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor'], 'neither'],
  [['http://purl.imsglobal.org/vocab/lti/system/person#TestUser', learner], 'test_learner'],
  [['http://purl.imsglobal.org/vocab/lti/system/person#TestUser'], 'neither'],
  [[`${membership}#Mentor`, learner], 'neither'],
  [[`${membership}#Administrator`], 'neither'],
  [['http://example.org/vocab#Learner'], 'neither'],
  [[`${learner}#Learner`], 'neither'],
  [[], 'neither'],
])('[LAUNCH-4] %j is %s', (roles, role) => {
  expect(courseRoleOf(roles)).toBe(role);
});
