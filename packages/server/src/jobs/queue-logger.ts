import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** What the queue says of its troubles, in the server's log. Its doings are nobody's news. */
export function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    if (level !== 'error' && level !== 'warning') return;
    const err = meta?.error ?? meta?.fatalError;
    // Where there is an error the sentence quotes it, and what may be kept of an error is the log's to say.
    if (err === undefined) log.warn({ said: message.slice(0, 200) }, 'the job queue has trouble');
    else log.warn({ err }, 'the job queue has trouble');
  });
}
