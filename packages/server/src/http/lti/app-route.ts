import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyReply } from 'fastify';
import { readLaunchSessionCookie } from '../../auth/cookie.ts';
import { html } from './html.ts';
import { framingOfRefusal, type LtiRequest, systemOf } from './lti-request.ts';
import { allowFraming, sendLtiPage } from './send-page.ts';
import { pageWords } from './words.ts';

/**
 * The app for whoever a course launched: the same page as everywhere, in a frame of that system's pages and of no
 * others. Its own calls say which session they mean. Without a session of this registration the page says how to get one.
 */
export async function sendLaunchedApp(call: LtiRequest): Promise<FastifyReply> {
  const { app, request, reply } = call;
  const token = readLaunchSessionCookie(request.headers.cookie);
  const who = token === null ? null : await app.sessions.resumeLaunch(token);
  const { webRoot } = app.env;
  if (who?.launch.platformId !== request.params.platformId) {
    const { title, text } = pageWords.ended;
    const framing = framingOfRefusal(call, await systemOf(call));
    return sendLtiPage(reply, { title, body: html`<p>${text}</p>` }, framing, 401);
  }
  allowFraming(reply, { framedBy: who.launch.framedBy });
  reply.header('cache-control', 'no-store');
  if (webRoot === undefined) return reply.status(404).send();
  const page = await readFile(path.join(webRoot, 'packages/app-shell/dist/index.html'));
  return reply.type('text/html; charset=utf-8').send(page);
}
