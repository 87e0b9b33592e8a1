import { Worker } from 'node:worker_threads';
import type { ClientsReply, ClientsRequest, ClientsSignal } from './clients-protocol.ts';

/** Clients in a thread of their own, so that what they do is not part of what the server's event loop does. */
export interface Clients extends AsyncDisposable {
  ask<Kind extends keyof ClientsRequest>(
    kind: Kind,
    request: ClientsRequest[Kind],
  ): Promise<ClientsReply[Kind]>;
  /** The next signal of this kind and number; ask for it before causing it. */
  next(kind: ClientsSignal['kind'], number: number): Promise<ClientsSignal>;
}

/** A signal that does not come is a lost event: the benchmark fails instead of waiting for ever. */
const patienceMs = 20_000;

export async function startClients(): Promise<Clients> {
  const worker = new Worker(new URL('./clients-thread.ts', import.meta.url));
  const replies = new Map<number, PromiseWithResolvers<never>>();
  const signals = new Map<string, PromiseWithResolvers<ClientsSignal>>();
  let asked = 0;

  worker.on(
    'message',
    (message: { reply?: number; value?: never; error?: string; signal?: ClientsSignal }) => {
      if (message.signal !== undefined) {
        const key = `${message.signal.kind} ${message.signal.number}`;
        signals.get(key)?.resolve(message.signal);
        signals.delete(key);
      } else if (message.reply !== undefined) {
        const waiting = replies.get(message.reply);
        replies.delete(message.reply);
        if (message.error === undefined) waiting?.resolve(message.value as never);
        else waiting?.reject(new Error(message.error));
      }
    },
  );
  worker.on('error', (error) => {
    for (const waiting of [...replies.values(), ...signals.values()]) waiting.reject(error);
  });

  return {
    ask(kind, request) {
      asked += 1;
      const waiting = Promise.withResolvers<never>();
      replies.set(asked, waiting);
      worker.postMessage({ id: asked, kind, request });
      return waiting.promise;
    },
    async next(kind, number) {
      const waiting = Promise.withResolvers<ClientsSignal>();
      signals.set(`${kind} ${number}`, waiting);
      const late = setTimeout(() => waiting.reject(new Error(`No ${kind} ${number} came`)), patienceMs);
      return waiting.promise.finally(() => clearTimeout(late));
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
