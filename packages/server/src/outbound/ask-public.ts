import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Env } from '../env.ts';
import { outboundTimeoutMs } from './outbound.ts';
import { isPublicAddress } from './public-address.ts';

export interface PublicQuestion {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Longest wait, answer included; 30 s where nothing is said. In ms. */
  readonly timeoutMs?: number;
  /** The longest answer. In bytes. */
  readonly limitBytes: number;
}

export interface PublicAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** Asks a system that somebody named. Throws PublicRefusal, what the network says, or the reason of a signal. */
export type AskPublic = (url: string, question: PublicQuestion) => Promise<PublicAnswer>;

/** What was not asked, or not taken as an answer. Names no address: it may hold a token. */
export class PublicRefusal extends Error {
  readonly why: 'not_https' | 'not_public' | 'redirected' | 'too_large';
  constructor(why: PublicRefusal['why']) {
    super(`A system that somebody named was not asked, or its answer not taken: ${why}`);
    this.name = 'PublicRefusal';
    this.why = why;
  }
}

/** All addresses of a name. */
export type ResolveName = (
  name: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

const resolveName: ResolveName = (name, done) =>
  systemLookup(name, { all: true }, (error, addresses) => done(error, addresses ?? []));

/**
 * The other place that decides whom this server asks (SPEC D03): systems whose addresses people enter, over https, with
 * public addresses only. All addresses of the name are looked at while the connection is made, and it is made to one of
 * those: an answer of DNS that changes in between changes nothing. Nothing is followed elsewhere. The one exception is
 * the stand-in of the demo and the tests.
 */
export function createAskPublic(env: Pick<Env, 'sandboxUrl'>, resolve: ResolveName = resolveName): AskPublic {
  const sandbox = env.sandboxUrl === undefined ? null : new URL(env.sandboxUrl).origin;
  const agent = new https.Agent({ lookup: publicLookup(resolve), keepAlive: true, maxFreeSockets: 32 });
  return async (address, question) => {
    const url = new URL(address);
    if (url.origin === sandbox) return ask(url, url.protocol === 'http:' ? http : https, undefined, question);
    if (url.protocol !== 'https:') throw new PublicRefusal('not_https');
    // A host that is an address is not looked up.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw new PublicRefusal('not_public');
    return ask(url, https, agent, question);
  };
}

function publicLookup(resolve: ResolveName): LookupFunction {
  return (name, options, done) =>
    resolve(name, (error, addresses) => {
      if (error !== null) return done(error, []);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
        return done(new PublicRefusal('not_public'), []);
      if (options.all === true) return done(null, [...addresses]);
      return done(null, first.address, first.family);
    });
}

async function ask(
  url: URL,
  { request }: Pick<typeof http, 'request'> | Pick<typeof https, 'request'>,
  agent: https.Agent | undefined,
  { method = 'GET', headers = {}, body, signal, timeoutMs = outboundTimeoutMs, limitBytes }: PublicQuestion,
): Promise<PublicAnswer> {
  const limit = AbortSignal.timeout(timeoutMs);
  const ending = signal === undefined ? limit : AbortSignal.any([signal, limit]);
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, {
      method,
      headers: { 'user-agent': 'Rollcall', ...headers, ...length },
      signal: ending,
      ...(agent === undefined ? {} : { agent }),
    });
    sent.once('response', resolve);
    sent.once('error', (error) => reject(ending.aborted ? ending.reason : error));
    sent.end(body);
  });
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    answer.destroy();
    throw new PublicRefusal('redirected');
  }
  return { status, headers: answer.headers, text: await readText(answer, limitBytes, ending) };
}

async function readText(
  answer: http.IncomingMessage,
  limitBytes: number,
  ending: AbortSignal,
): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > limitBytes) throw new PublicRefusal('too_large');
      parts.push(part);
    }
  } catch (error) {
    throw ending.aborted ? ending.reason : error;
  } finally {
    answer.destroy();
  }
  return Buffer.concat(parts).toString('utf8');
}
