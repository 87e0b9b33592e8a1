import { TRPCClientError } from '@trpc/client';

interface Sending {
  readonly url: string;
  readonly body: Blob;
  readonly signal?: AbortSignal;
  /** Called with the bytes that have left so far. */
  readonly onProgress?: (sentBytes: number) => void;
}

/**
 * Sends a body of bytes and returns the answer's JSON. Throws a refusal in the form in which the API's own calls do, a
 * plain Error when nobody answered, and the signal's reason when it was stopped.
 */
export function sendBody({ url, body, signal, onProgress }: Sending): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  // `fetch` does not say how much has left.
  const request = new XMLHttpRequest();
  const stop = () => request.abort();
  request.open('POST', url);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.responseType = 'text';
  if (onProgress) request.upload.onprogress = ({ loaded }) => onProgress(loaded);
  request.onload = () => {
    const answer = readJson(request.responseText);
    if (request.status === 200 && answer !== undefined) resolve(answer);
    else reject(refusalIn(answer));
  };
  request.onerror = () => reject(new Error('The server did not answer'));
  request.onabort = () => reject(signal?.reason ?? new Error('The request was stopped'));
  request.onloadend = () => signal?.removeEventListener('abort', stop);
  if (signal?.aborted) reject(signal.reason);
  else {
    signal?.addEventListener('abort', stop);
    request.send(body);
  }
  return promise;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalIn(answer: unknown): Error {
  const isError = typeof answer === 'object' && answer !== null && 'error' in answer;
  return isError
    ? TRPCClientError.from(answer as Parameters<typeof TRPCClientError.from>[0])
    : new Error('The server cannot be understood');
}
