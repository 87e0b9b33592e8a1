import { request as httpRequest } from 'node:http';
import { type DomainErrorShape, parseDomainError } from '@rollcall/core/errors.ts';

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  /** Sent as they are, Host and Origin included: what no browser would let a page set. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One HTTP request on a connection of its own, without any client's help or hindrance. */
export async function rawRequest(port: number, request: RawRequest): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const sent = httpRequest(
    {
      host: '127.0.0.1',
      port,
      method: request.method ?? 'GET',
      path: request.path,
      headers: { host: `127.0.0.1:${port}`, ...request.headers },
      agent: false,
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    },
  );
  sent.on('error', reject);
  sent.end(request.body);
  return promise;
}

export interface ApiCall {
  readonly type: 'query' | 'mutation';
  /** Undefined sends none. */
  readonly input?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call of a procedure by name, as a page of the server's own origin makes it; any input, also a wrong one. */
export async function callApi(port: number, procedure: string, call: ApiCall): Promise<RawAnswer> {
  const input = call.input === undefined ? undefined : JSON.stringify(call.input);
  const headers: Record<string, string> = {
    origin: `http://127.0.0.1:${port}`,
    ...(call.type === 'mutation' ? { 'content-type': 'application/json' } : {}),
    ...(call.token == null ? {} : { cookie: `rollcall=${call.token}` }),
    ...call.headers,
  };
  const query = call.type === 'query' && input !== undefined ? `?input=${encodeURIComponent(input)}` : '';
  return rawRequest(port, {
    method: call.type === 'query' ? 'GET' : 'POST',
    path: `/api/${procedure}${query}`,
    headers,
    ...(call.type === 'mutation' && input !== undefined ? { body: input } : {}),
  });
}

/** The refusal in a raw answer; null when it holds none that the apps could read. */
export function refusalIn(answer: RawAnswer): DomainErrorShape | null {
  try {
    const parsed = JSON.parse(answer.body) as { error?: { data?: { refusal?: unknown } } };
    return parseDomainError(parsed.error?.data?.refusal);
  } catch {
    return null;
  }
}
