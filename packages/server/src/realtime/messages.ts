import type { WatchAnswer } from '@rollcall/core/events/protocol.ts';
import { unwatchInput } from '@rollcall/core/events/protocol.ts';
import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { type LiveSocket, rooms } from './rooms.ts';
import type { ShownCollector } from './shown-collector.ts';
import { watchLicense } from './watch-license.ts';

/** Messages that a socket may send at once, and how many it gets back per second: far more than any page needs. */
const messageBurst = 200;
const messagesPerSecond = 10;
/** Requests to watch that may wait for their turn; a page watches a handful of licences. */
const watchQueueLimit = 50;

const messages: ReadonlySet<unknown> = new Set(['watch', 'unwatch', 'shown']);

export interface MessageContext {
  readonly db: Database;
  readonly log: Logger;
  readonly shown: ShownCollector;
  /** Counts a message that no page of ours sends. */
  readonly foreignMessage: (socket: LiveSocket) => void;
}

/**
 * Listens to what a client may say, and drops everything else (SPEC E06). Call it before anything is awaited: a
 * client speaks as soon as it is connected.
 */
export function listenTo(socket: LiveSocket, { db, log, shown, foreignMessage }: MessageContext): void {
  const budget = new Budget();
  socket.use(([name], next) => {
    if (!budget.spend()) socket.disconnect(true);
    else if (messages.has(name)) return next();
    foreignMessage(socket);
  });

  // One after the other: of a watch and an unwatch the later one holds, and a socket never keeps the database busy
  // with more than one question.
  let line: Promise<void> = Promise.resolve();
  let waiting = 0;
  function inLine(step: () => Promise<void> | void): void {
    waiting += 1;
    line = line
      .then(() => (socket.connected ? step() : undefined))
      .catch((error: unknown) => {
        log.error({ err: error }, 'a watch failed');
        socket.disconnect(true);
      })
      .finally(() => {
        waiting -= 1;
      });
  }

  socket.on('watch', (input, answer: unknown) => {
    if (!isAnswer(answer)) return foreignMessage(socket);
    if (waiting >= watchQueueLimit) return answer({ kind: 'refused', code: 'INVALID_INPUT' });
    inLine(async () => answer(await watchLicense(db, log, socket, input)));
  });
  socket.on('unwatch', (input) => {
    const parsed = unwatchInput.safeParse(input);
    if (!parsed.success) return foreignMessage(socket);
    inLine(() => {
      if (socket.data.watching.delete(parsed.data.licenseId))
        return socket.leave(rooms.license(parsed.data.licenseId));
    });
  });
  socket.on('shown', (input) => {
    if (!shown.add(socket.data.who.personId, input)) foreignMessage(socket);
  });
}

function isAnswer(value: unknown): value is (answer: WatchAnswer) => void {
  return typeof value === 'function';
}

/** A bucket of messages that fills up again with time. */
class Budget {
  #left = messageBurst;
  #at = performance.now();

  spend(): boolean {
    const now = performance.now();
    this.#left = Math.min(messageBurst, this.#left + ((now - this.#at) / 1000) * messagesPerSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
