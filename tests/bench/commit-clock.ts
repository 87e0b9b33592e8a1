import pg from 'pg';
import { nowMs } from './clock.ts';

/** Moments of the last command that recorded an event, in ms. */
export interface CommandMoments {
  commitSentAt: number;
  commitAnsweredAt: number;
  /** The relay's first question after it. */
  readSentAt: number;
  readAnsweredAt: number;
}

export interface CommitClock extends Disposable {
  last(): Readonly<CommandMoments>;
}

/** Listens in on every connection of this process; the code under measurement knows nothing of it. */
export function startCommitClock(): CommitClock {
  const original = pg.Client.prototype.query;
  const recording = new WeakSet<pg.Client>();
  const moments: CommandMoments = {
    commitSentAt: Number.NaN,
    commitAnsweredAt: Number.NaN,
    readSentAt: Number.NaN,
    readAnsweredAt: Number.NaN,
  };

  function listening(this: pg.Client, ...parameters: unknown[]): unknown {
    const text = textOf(parameters[0]);
    if (text.includes('insert into event')) recording.add(this);
    const commits = text === 'commit' && recording.delete(this);
    const reads = text.includes('from event where published_at is null');
    if (commits) moments.commitSentAt = nowMs();
    if (reads) moments.readSentAt = nowMs();
    const result: unknown = Reflect.apply(original, this, parameters);
    if (result instanceof Promise && (commits || reads)) {
      void result.then(() => {
        moments[commits ? 'commitAnsweredAt' : 'readAnsweredAt'] = nowMs();
      });
    }
    return result;
  }
  pg.Client.prototype.query = listening as typeof original;

  return {
    last: () => ({ ...moments }),
    [Symbol.dispose]() {
      pg.Client.prototype.query = original;
    },
  };
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  if (typeof statement !== 'object' || statement === null || !('text' in statement)) return '';
  return String(statement.text);
}
