import { type IncomingHttpHeaders, request } from 'node:http';
import type { LookupFunction } from 'node:net';
import { isLocalRedirect } from '../oidc/redirects.ts';

const limitMs = 2_500;
const limitBytes = 1_000_000;
/** A response of these may not be made with a body, not even an empty one. */
const withoutBody = new Set([204, 205, 304]);

/** Each name of localhost is this machine, whatever its resolver thinks of names like `maria.localhost`. */
const toLoopback: LookupFunction = (_hostname, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/**
 * Gets what a tool publishes, which is on this machine and nowhere else. A redirect is an answer like any other.
 * @throws Error for other places, and for what takes too long or is too large.
 */
export async function fetchLocal(url: string | URL | Request): Promise<Response> {
  const target = new URL(url instanceof Request ? url.url : url);
  if (!isLocalRedirect(target.href) || target.protocol !== 'http:')
    throw new Error('The sandbox asks this machine only.');
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const signal = AbortSignal.timeout(limitMs);
  const headers = { accept: 'application/json' };
  const asked = request(target, { lookup: toLoopback, agent: false, signal, headers }, (answer) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) asked.destroy(new Error('The answer is too large.'));
      else chunks.push(chunk);
    });
    answer.on('error', reject);
    answer.on('end', () => {
      const status = answer.statusCode ?? 500;
      const body = withoutBody.has(status) ? null : Buffer.concat(chunks);
      resolve(new Response(body, { status, headers: headersOf(answer.headers) }));
    });
  });
  asked.on('error', reject).end();
  return promise;
}

function headersOf(headers: IncomingHttpHeaders): Headers {
  const type = headers['content-type'];
  return new Headers(type === undefined ? {} : { 'content-type': type });
}
