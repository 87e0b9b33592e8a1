import type { RunningApp } from '@rollcall/server/app.ts';
import { ensureOtherLicense } from './connected.ts';
import type { TestDistrict } from './district.ts';
import { launch, openAssignment, type RegisteredLms, registerLms, ticketIn } from './launches.ts';
import { newRequest } from './membership.ts';

type Call = (
  app: RunningApp,
  home: TestDistrict,
) => Promise<{ readonly input: Readonly<Record<string, unknown>>; readonly token: string }>;

type Placed = RegisteredLms & { readonly assignmentId: string };

/** Assignments are for licences of teachers: the district gets one beside its own. */
const onTeacherLicense =
  <Made>(
    make: (app: RunningApp, home: TestDistrict) => Promise<Made>,
    inputOf: (
      made: Made,
      app: RunningApp,
    ) => Readonly<Record<string, unknown>> | Promise<Record<string, unknown>>,
  ): Call =>
  async (app, home) => {
    const { licenseId, admin } = await ensureOtherLicense(app, home, 'teacher');
    const made = await make(app, { ...home, licenseId, admin });
    return { input: { licenseId, ...(await inputOf(made, app)) }, token: admin.token };
  };

const placed = (inputOf: (made: Placed) => Readonly<Record<string, unknown>>) =>
  onTeacherLicense(openAssignment, inputOf);

const draft = (inputOf: (platformId: string) => Readonly<Record<string, unknown>>) =>
  onTeacherLicense(async (_app, { admin, licenseId }) => {
    const asked = { licenseId, name: 'A system', requestId: newRequest() };
    return (await admin.client.lms.addPlatform.mutate(asked)).id;
  }, inputOf);

/** A teacher’s ticket holds the licence: nothing else of it is in the input. */
const withTicket =
  (more: () => Readonly<Record<string, unknown>>): Call =>
  async (app, home) => {
    const other = await ensureOtherLicense(app, home, 'teacher');
    const lms = await registerLms(other);
    const answer = await launch(app, lms, { role: 'instructor', name: 'Tessa Teacher' });
    if (answer.kind !== 'page' || answer.page !== 'connect') throw new Error('A stranger was let in');
    return { input: { ticket: ticketIn(answer.connectPath), ...more() }, token: other.admin.token };
  };

const handFields = {
  issuer: 'https://lms.example',
  clientId: 'client',
  authorisationUrl: 'https://lms.example/authorise',
  tokenUrl: 'https://lms.example/token',
  keysUrl: 'https://lms.example/keys',
  deploymentId: 'deployment',
};

/** Of a licence of a teacher: what another district's calls must not reach. */
export async function foreignLms(app: RunningApp, home: TestDistrict) {
  const lms = await openAssignment(app, await ensureOtherLicense(app, home, 'teacher'));
  const { ticket } = (await lmsCalls['lms.readTicket']?.(app, home))?.input ?? {};
  return { platformId: lms.place.platformId, assignmentId: lms.assignmentId, ticket: String(ticket) };
}

/** A valid call of each procedure about learning management systems. */
export const lmsCalls: Readonly<Record<string, Call>> = {
  'lms.get': placed(() => ({})),
  'lms.addPlatform': onTeacherLicense(
    async () => null,
    () => ({ name: 'A system', requestId: newRequest() }),
  ),
  'lms.invite': draft((platformId) => ({ platformId, requestId: newRequest() })),
  'lms.registerByHand': draft((platformId) => ({ platformId, ...handFields, requestId: newRequest() })),
  'lms.changePlatform': placed(({ place }) => ({
    platformId: place.platformId,
    change: { what: 'rename', name: 'Another name' },
    requestId: newRequest(),
  })),
  'lms.changeAssignment': placed(({ assignmentId }) => ({
    assignmentId,
    change: { what: 'switch', isOpen: true },
    requestId: newRequest(),
  })),
  'lms.readRoster': onTeacherLicense(
    async (app, home) => {
      const lms = await openAssignment(app, home);
      await app.context.db.withSystemTx((tx) =>
        tx
          .updateTable('lti_assignment')
          .set({ roster_url: `${lms.issuer}/names` })
          .where('id', '=', lms.assignmentId)
          .execute(),
      );
      return lms;
    },
    ({ assignmentId }) => ({ assignmentId, requestId: newRequest() }),
  ),
  'lms.readTicket': withTicket(() => ({})),
  'lms.connectTeacher': withTicket(() => ({ requestId: newRequest() })),
  'lms.notSeated': onTeacherLicense(
    async (app, home) => {
      const lms = await openAssignment(app, home);
      await app.context.db.withSystemTx((tx) =>
        tx
          .insertInto('lti_user')
          .values({
            district_id: home.id,
            license_id: home.licenseId,
            platform_id: lms.place.platformId,
            deployment_id: lms.deploymentId,
            subject: 'nobody',
            name: 'Nora',
            email_shown: null,
            assignment_id: lms.assignmentId,
            why: 'no_seat',
          })
          .execute(),
      );
    },
    () => ({}),
  ),
};
