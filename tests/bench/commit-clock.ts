import pg from 'pg';
import { nowMs } from './clock.ts';

/** Notes when the COMMIT of a transaction that recorded an event was sent. */
export interface CommitClock extends Disposable {
  /** The moment of the last such commit. In ms. */
  lastSentAt(): number;
}

/** Listens in on every connection of this process; the code under measurement knows nothing of it. */
export function startCommitClock(): CommitClock {
  const original = pg.Client.prototype.query;
  const recording = new WeakSet<pg.Client>();
  let sentAt = Number.NaN;

  function listening(this: pg.Client, ...parameters: unknown[]): unknown {
    const [text] = parameters;
    if (typeof text === 'string') {
      if (text.includes('insert into event')) recording.add(this);
      else if (text === 'commit' && recording.delete(this)) sentAt = nowMs();
    }
    return Reflect.apply(original, this, parameters);
  }
  pg.Client.prototype.query = listening as typeof original;

  return {
    lastSentAt: () => sentAt,
    [Symbol.dispose]() {
      pg.Client.prototype.query = original;
    },
  };
}
