import { launchedAppPath } from '@rollcall/core/lti/session-header.ts';
import type { FastifyReply } from 'fastify';
import {
  launchSessionCookie,
  loginCookie,
  readLaunchSessionCookie,
  readLoginCookie,
} from '../../auth/cookie.ts';
import { launchSessionMs } from '../../auth/session.ts';
import { isSameBrowser, type Login, openLogin } from '../../launches/login.ts';
import { noteLaunchProblem } from '../../launches/note-launch-problem.ts';
import { verifyLaunch } from '../../launches/verify-launch.ts';
import { answerLaunch } from '../../lms/answer-launch.ts';
import type { ActivePlatform } from '../../lms/find-platform.ts';
import type { LaunchAnswer } from '../../lms/launch-answer.ts';
import { mayStillOpen } from '../../lms/may-still-open.ts';
import { answerPage } from './answer-pages.ts';
import { sealFrame } from './frame-seal.ts';
import { html } from './html.ts';
import {
  fieldsOf,
  type LtiRequest,
  ltiPaths,
  refuseForProblem,
  refuseLaunch,
  refuseUnregistered,
  systemOf,
} from './lti-request.ts';
import { sendLtiPage } from './send-page.ts';
import { pageWords } from './words.ts';

/** The system sends somebody: what it signed is checked, and then answered with the app or with a page. */
export async function takeLaunch(call: LtiRequest): Promise<FastifyReply> {
  const { app, request, reply } = call;
  const system = await systemOf(call);
  if (system === null) return refuseUnregistered(call);
  const { id_token: token, state = '', error } = fieldsOf(request.body);
  const login = openLogin(app, system.place.platformId, state);
  if (login === null) return refuseLaunch(call, system, pageWords.expired);
  if (token === undefined || error !== undefined) return refuseLaunch(call, system, pageWords.refusedThere);

  const kept = readLoginCookie(request.headers.cookie, login.login);
  if (kept !== null && !isSameBrowser(login, kept)) return refuseForProblem(call, system, 'used_before');
  const { place, platform } = system;
  const verdict = await verifyLaunch(app, { place, platform, login, token, isBound: kept !== null });
  if (verdict.problem !== null) {
    await noteLaunchProblem(app, place, verdict.problem);
    return refuseForProblem(call, system, verdict.problem);
  }
  if (kept === null) return offerNewTab(call, system, login, verdict.framedBy);
  reply.header('set-cookie', loginCookie(login.login, '', 0));
  const answer = await answerLaunch(app, place, verdict.launch);
  return sendAnswer(call, system, answer, verdict.framedBy);
}

/** Opens the app for who was launched, or says on a page why not. */
export async function sendAnswer(
  call: LtiRequest,
  { place }: Pick<ActivePlatform, 'place'>,
  answer: LaunchAnswer,
  framedBy: readonly string[],
): Promise<FastifyReply> {
  const { app, request, reply } = call;
  if (answer.kind === 'page') {
    const paths = {
      continuePath: ltiPaths.continue(place.platformId),
      placePath: ltiPaths.place(place.platformId),
      frame: sealFrame(app, framedBy),
    };
    return sendLtiPage(reply, answerPage(answer, paths), { framedBy });
  }
  await endSessionBefore(call, answer.personId);
  const { districtId, licenseId, platformId } = place;
  const launch = { districtId, licenseId, platformId, framedBy };
  const token = await app.sessions.startLaunch(answer.personId, launch, request.headers['user-agent'] ?? '');
  if (!(await mayStillOpen(app, place, answer.personId))) {
    await app.sessions.end(token);
    return refuseUnregistered(call);
  }
  reply.header('set-cookie', launchSessionCookie(token, launchSessionMs / 1_000));
  reply.header('cache-control', 'no-store');
  return reply.redirect(`${launchedAppPath}${platformId}/`, 303);
}

/**
 * One browser, one launch: the token before is dead (SPEC E02). Lines of another pupil close at once; those of the same one
 * are found by the next heartbeat, when the browser has its new cookie, and come back by themselves.
 */
async function endSessionBefore({ app, request }: LtiRequest, personId: string): Promise<void> {
  const before = readLaunchSessionCookie(request.headers.cookie);
  const who = before === null ? null : await app.sessions.resumeLaunch(before);
  if (before === null || who === null) return;
  await app.sessions.end(before);
  if (who.personId !== personId) app.live.sessionEnded(who.sessionId);
}

/**
 * The browser has not kept what ties the login to it: where it keeps nothing for a page within another, a tab of its own
 * is one more login and a click. Who is there already is told what to allow.
 */
function offerNewTab(
  call: LtiRequest,
  system: ActivePlatform,
  login: Login,
  framedBy: readonly string[],
): FastifyReply {
  const { request, reply } = call;
  const words = pageWords.newTab;
  if (request.headers['sec-fetch-dest'] === 'document')
    return refuseLaunch(call, system, pageWords.noCookies);
  const way =
    login.again === null
      ? html`<p>${words.without}</p>`
      : html`<p>${words.text}</p><p class="actions"><a class="button" href="${`${ltiPaths.login(login.platformId)}?${login.again}`}" target="_blank" rel="noopener">${words.button}</a></p>`;
  return sendLtiPage(reply, { title: words.title, body: way }, { framedBy });
}
