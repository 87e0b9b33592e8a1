import type { FastifyReply } from 'fastify';
import { continueLaunch } from '../../lms/answer-launch.ts';
import { placeAssignment } from '../../lms/place-assignment.ts';
import { placedPage } from './answer-pages.ts';
import { openFrame } from './frame-seal.ts';
import { sendAnswer } from './launch-route.ts';
import { fieldsOf, type LtiRequest, refuseLaunch, refuseUnregistered, systemOf } from './lti-request.ts';
import { sendLtiPage } from './send-page.ts';
import { pageWords } from './words.ts';

/** The teacher has connected in another tab, and goes on in the frame. */
export async function takeContinue(call: LtiRequest): Promise<FastifyReply> {
  const { app, request } = call;
  const { ticket = '', frame = '' } = fieldsOf(request.body);
  const system = await systemOf(call);
  if (system === null) return refuseUnregistered(call);
  const framedBy = openFrame(app, frame);
  if (framedBy === null) return refuseLaunch(call, system, pageWords.expired);
  return sendAnswer(call, system, await continueLaunch(app, ticket), framedBy);
}

/** The teacher has given the new assignment a name: the answer goes back to the system by the browser. */
export async function takePlacing(call: LtiRequest): Promise<FastifyReply> {
  const { app, request, reply } = call;
  const { ticket = '', title = '', frame = '' } = fieldsOf(request.body);
  const system = await systemOf(call);
  if (system === null) return refuseUnregistered(call);
  const framedBy = openFrame(app, frame);
  if (framedBy === null) return refuseLaunch(call, system, pageWords.expired);
  const placed = await placeAssignment(app, { ticket, title, origin: call.origin });
  if (placed.kind !== 'placed') return sendAnswer(call, system, placed, framedBy);
  const formsTo = [new URL(placed.returnUrl).origin];
  return sendLtiPage(reply, placedPage(placed.returnUrl, placed.jwt), { framedBy, formsTo });
}
