import type { AssignmentView, LmsView, PlatformView } from '@rollcall/core/lti/contract.ts';

/** How one learning management system stands: the first that holds, what needs somebody before what does not. */
export type PlatformStanding = 'draft' | 'off' | 'waiting' | 'trouble' | 'quiet' | 'works';

export function platformStanding(platform: PlatformView): PlatformStanding {
  const { state, deployments, lastLaunchAt } = platform;
  if (state !== 'active') return state;
  if (deployments.some((one) => one.state === 'waiting')) return 'waiting';
  if (currentProblem(platform) !== null) return 'trouble';
  return lastLaunchAt === null ? 'quiet' : 'works';
}

/** What went wrong last, unless something was opened since without trouble, or the place that it is about waits. */
export function currentProblem({
  lastProblem,
  lastLaunchAt,
  deployments,
}: PlatformView): PlatformView['lastProblem'] {
  if (lastProblem === null) return null;
  const waits = deployments.some(({ state }) => state === 'waiting');
  if (lastProblem.problem === 'unknown_deployment' && waits) return null;
  return lastLaunchAt !== null && lastLaunchAt > lastProblem.at ? null : lastProblem;
}

/** Why a class could not be read last, unless it was read since. */
export function currentRosterProblem({
  lastRosterProblem,
  lastRosterAt,
}: AssignmentView): AssignmentView['lastRosterProblem'] {
  if (lastRosterProblem === null) return null;
  return lastRosterAt !== null && lastRosterAt > lastRosterProblem.at ? null : lastRosterProblem;
}

/** How enrolling by assignments stands on a licence, as one word for its card. */
export type LmsStanding = 'none' | 'draft' | 'waiting' | 'trouble' | 'off' | 'ready' | 'works';

export function lmsStanding({
  platforms,
  assignments,
}: Pick<LmsView, 'platforms' | 'assignments'>): LmsStanding {
  const standings = platforms.map(platformStanding);
  if (standings.length === 0) return 'none';
  if (standings.includes('waiting')) return 'waiting';
  const open = openAssignments(assignments);
  if (standings.includes('trouble') || open.some((one) => currentRosterProblem(one) !== null))
    return 'trouble';
  if (standings.every((standing) => standing === 'draft')) return 'draft';
  if (!platforms.some(({ state }) => state === 'active')) return 'off';
  return open.length === 0 ? 'ready' : 'works';
}

export function openAssignments(assignments: readonly AssignmentView[]): readonly AssignmentView[] {
  return assignments.filter(({ isOpen }) => isOpen);
}

/** The four steps from nothing to students who come, in their order. */
export const setUpSteps = ['register', 'allow', 'place', 'open'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** The first step that has not been done; null when students come. */
export function nextStep({ platforms, assignments }: LmsView): SetUpStep | null {
  const registered = platforms.filter(({ state }) => state !== 'draft');
  if (assignments.some(({ people }) => people > 0)) return null;
  if (assignments.length > 0) return 'open';
  if (registered.length === 0) return 'register';
  const allowed = registered.some(({ deployments }) => deployments.some(({ state }) => state === 'allowed'));
  return allowed ? 'place' : 'allow';
}
