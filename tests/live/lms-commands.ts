import type { EventType } from '@rollcall/core/events/catalog.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { noteLaunchProblem } from '@rollcall/server/launches/note-launch-problem.ts';
import type { AskPublic } from '@rollcall/server/outbound/ask-public.ts';
import { launch, openAssignment, registerLms, ticketIn } from '../_kit/launches.ts';
import { newRequest } from '../_kit/membership.ts';
import { waitForRun } from '../_kit/runs.ts';
import { newcomer } from '../_kit/valid-calls.ts';
import type { LiveCommand, Scene } from './live-command.ts';

/** A command on a licence of a teacher, which assignments are for. */
const ofTeacher = (run: LiveCommand['run'], events: readonly EventType[]): LiveCommand => ({
  who: newcomer,
  type: 'teacher',
  run,
  events,
});

const addPlatform = ({ home: { admin, licenseId } }: Scene) =>
  admin.client.lms.addPlatform.mutate({ licenseId, name: 'A system', requestId: newRequest() });

/** Whatever changes a licence's learning management systems, and a pupil's launch. */
export const lmsCommands: Readonly<Record<string, LiveCommand>> = {
  'lms.addPlatform': ofTeacher(addPlatform, ['lms.changed']),
  'lms.invite': ofTeacher(
    async (scene) => {
      const { licenseId, admin } = scene.home;
      const { id: platformId } = await addPlatform(scene);
      await admin.client.lms.invite.mutate({ licenseId, platformId, requestId: newRequest() });
    },
    ['lms.changed', 'lms.changed'],
  ),
  'lms.registerByHand': ofTeacher(({ home }) => registerLms(home), ['lms.changed', 'lms.changed']),
  'lms.connectTeacher': ofTeacher(
    async ({ app, home }) => {
      const answer = await launch(app, await registerLms(home), { role: 'instructor' });
      const path = answer.kind === 'page' && answer.page === 'connect' ? answer.connectPath : '';
      await home.admin.client.lms.connectTeacher.mutate({ ticket: ticketIn(path), requestId: newRequest() });
    },
    ['lms.changed', 'lms.changed', 'lms.changed'],
  ),
  'lms.changePlatform': ofTeacher(
    async (scene) => {
      const { licenseId, admin } = scene.home;
      const { id: platformId } = await addPlatform(scene);
      const change = { what: 'remove' } as const;
      await admin.client.lms.changePlatform.mutate({
        licenseId,
        platformId,
        change,
        requestId: newRequest(),
      });
    },
    ['lms.changed', 'lms.changed'],
  ),
  'lms.changeAssignment': ofTeacher(
    async ({ app, home }) => {
      const { licenseId, admin } = home;
      const { assignmentId } = await openAssignment(app, home);
      const change = { what: 'switch', isOpen: false } as const;
      await admin.client.lms.changeAssignment.mutate({
        licenseId,
        assignmentId,
        change,
        requestId: newRequest(),
      });
    },
    ['lms.changed', 'lms.changed', 'lms.changed', 'assignment.changed', 'assignment.changed'],
  ),
  'a pupil’s launch': ofTeacher(
    async ({ app, home }) => launch(app, await openAssignment(app, home), { name: 'Pia' }),
    ['lms.changed', 'lms.changed', 'lms.changed', 'assignment.changed', 'member.added'],
  ),
  'lms.readRoster': {
    ...ofTeacher(
      async ({ home }) => {
        const { licenseId, admin } = home;
        const { assignments } = await admin.client.lms.get.query({ licenseId });
        const [assignment] = assignments;
        if (assignment === undefined) throw new Error('Nothing was placed');
        const asked = { licenseId, assignmentId: assignment.id, requestId: newRequest() };
        await waitForRun(admin, await admin.client.lms.readRoster.mutate(asked), ['done']);
      },
      ['run.confirmed', 'run.applied', 'run.ended', 'lms.rosterRead'],
    ),
    first: async ({ app, home }) => {
      const lms = await openAssignment(app, home);
      answerAsSystem(app, [{ user_id: 'pia', name: 'Pia', roles: ['Learner'] }]);
      // Whoever launches says where the class can be read.
      await launch(app, lms, { name: 'Ben', rosterUrl: `${lms.issuer}/memberships` });
    },
  },
  'a launch that is refused': ofTeacher(
    async ({ app, home }) => noteLaunchProblem(app.context, (await registerLms(home)).place, 'bad_signature'),
    ['lms.changed', 'lms.changed', 'lms.failed'],
  ),
};

/** Systems that exist on paper only give a token to whoever asks, and have one class. */
function answerAsSystem(app: RunningApp, members: readonly object[]): void {
  const lti: { ask: AskPublic } = app.context.lti as never;
  lti.ask = async (url) => ({
    status: 200,
    headers: {},
    text: JSON.stringify(
      url.endsWith('/token') ? { access_token: 'token', token_type: 'Bearer' } : { members },
    ),
  });
}
