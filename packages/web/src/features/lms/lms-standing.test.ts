import type { LmsView } from '@rollcall/core/lti/contract.ts';
import { describe, expect, it } from 'vitest';
import { assignment, deployment, lms, platform } from '../../fixtures/lms-fixtures.ts';
import { currentProblem, lmsStanding, nextStep, platformStanding } from './lms-standing.ts';

const problem = { problem: 'too_old', at: '2026-11-22T09:00:00.000Z' } as const;
const before = '2026-11-22T08:00:00.000Z';
const after = '2026-11-22T10:00:00.000Z';

describe('how one system stands', () => {
  it.each([
    ['draft', { state: 'draft' }],
    ['off', { state: 'off', lastProblem: problem }],
    ['waiting', { deployments: [deployment({ state: 'waiting' })], lastProblem: problem }],
    ['trouble', { lastLaunchAt: before, lastProblem: problem }],
    ['quiet', { lastLaunchAt: null }],
    ['works', { lastLaunchAt: after, lastProblem: problem }],
  ] as const)('%s', (standing, changes) => {
    expect(platformStanding(platform(changes as Parameters<typeof platform>[0]))).toBe(standing);
  });

  it('a problem is over once something was opened after it', () => {
    expect(currentProblem(platform({ lastLaunchAt: before, lastProblem: problem }))).toEqual(problem);
    expect(currentProblem(platform({ lastLaunchAt: after, lastProblem: problem }))).toBeNull();
  });

  it('a place that nobody has allowed is a question while it waits, and a problem afterwards', () => {
    const unknown = {
      lastLaunchAt: before,
      lastProblem: { ...problem, problem: 'unknown_deployment' },
    } as const;
    expect(
      currentProblem(platform({ ...unknown, deployments: [deployment({ state: 'waiting' })] })),
    ).toBeNull();
    expect(
      currentProblem(platform({ ...unknown, deployments: [deployment({ state: 'refused' })] })),
    ).not.toBeNull();
  });
});

describe('how all of it stands', () => {
  const draft = platform({ state: 'draft', registered: null });
  const cases: [ReturnType<typeof lmsStanding>, Partial<LmsView>][] = [
    ['none', { platforms: [] }],
    ['draft', { platforms: [draft] }],
    ['waiting', { platforms: [draft, platform({ deployments: [deployment({ state: 'waiting' })] })] }],
    ['trouble', { assignments: [assignment({ lastRosterProblem: problem, lastRosterAt: before })] }],
    ['off', { platforms: [platform({ state: 'off' })], assignments: [assignment()] }],
    ['ready', { assignments: [assignment({ isOpen: false })] }],
    ['works', { assignments: [assignment({ lastRosterProblem: problem, lastRosterAt: after })] }],
  ];
  it.each(cases)('%s', (standing, changes) => {
    expect(lmsStanding(lms(changes))).toBe(standing);
  });
});

it('names the step that comes next', () => {
  const waiting = platform({ deployments: [deployment({ state: 'waiting' })] });
  expect(nextStep(lms({ platforms: [], assignments: [] }))).toBe('register');
  expect(nextStep(lms({ platforms: [platform({ state: 'draft' })], assignments: [] }))).toBe('register');
  expect(nextStep(lms({ platforms: [waiting], assignments: [] }))).toBe('allow');
  expect(nextStep(lms({ assignments: [] }))).toBe('place');
  expect(nextStep(lms({ assignments: [assignment({ people: 0 })] }))).toBe('open');
  expect(nextStep(lms({ assignments: [assignment({ people: 1 })] }))).toBeNull();
});
