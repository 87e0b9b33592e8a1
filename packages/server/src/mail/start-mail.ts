import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import type { Env } from '../env.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { queueInvites } from './queue-invites.ts';
import { sendDueMail } from './send-due-mail.ts';
import { createMailSender } from './smtp.ts';
import { tellMail } from './tell-mail.ts';

export interface MailWork {
  /** Something was committed: it may be about an invite. */
  wake(): void;
  /** Resolves when what is due has left and what became of it is told. For tests. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export interface MailNeeds {
  readonly env: Env;
  readonly db: Database;
  readonly log: Logger;
  readonly originFor: (email: string) => string;
  readonly committed: (place: LicensePlace) => void;
}

/** Within this time everything is found that is due, or that another process has left. In ms. */
const sweepMs = 2_000;
/** Commits are gathered for this long. In ms. */
const wakeMs = 200;
const secondMs = 1_000;
/** How long mail that is just leaving is waited for when the server stops. In ms. */
const stopMs = 5_000;
/** How long nothing is tried after the mail server was out of reach. In ms. */
const outageMs = 15_000;

/** Queues, sends and reports mail for as long as the server runs; without SMTP_URL there is none (SPEC MAIL-1). */
export function startMail({ env, db, log, originFor, committed }: MailNeeds): MailWork {
  if (env.smtpUrl === undefined) return { wake: () => {}, settled: async () => {}, stop: async () => {} };
  const sender = createMailSender(env.smtpUrl, env.mailFrom);
  const settings = { db, sender, secret: env.secret, limit: env.mail.perSecond, originFor };
  let stopped = false;
  let reachableAt = 0;
  let failing = false;

  /** One turn; how long until the next, in ms. */
  async function turn(): Promise<number> {
    const begunAt = Date.now();
    await queueInvites(db, env.mail.delayMs);
    const { tried, unreachable } = begunAt < reachableAt ? noneTried : await sendDueMail(settings);
    const [code] = unreachable;
    if (code !== undefined) {
      log.warn({ code, mails: unreachable.length }, 'the mail server cannot be reached; mail waits');
      reachableAt = Date.now() + outageMs;
    }
    for (const place of await tellMail(db)) committed(place);
    return tried < env.mail.perSecond ? sweepMs : Math.max(0, secondMs - (Date.now() - begunAt));
  }

  async function safeTurn(): Promise<number> {
    try {
      const pause = await turn();
      failing = false;
      return pause;
    } catch (error) {
      if (!failing) log.error({ err: error }, 'mail could not be worked off; each sweep tries again');
      failing = true;
      return sweepMs;
    }
  }

  const loop = repeating(safeTurn, wakeMs);
  return {
    wake: loop.wake,
    settled: loop.settled,
    async stop() {
      if (stopped) return;
      stopped = true;
      // What a mail server keeps waiting is due again later, for whoever runs then.
      await Promise.race([loop.stop(), new Promise((resolve) => setTimeout(resolve, stopMs).unref())]);
      sender.close();
    },
  };
}

const noneTried = { tried: 0, unreachable: [] as readonly string[] };

/** Does `turn` again and again, each time after the pause that it answered, or soon after being woken. */
function repeating(turn: () => Promise<number>, soonMs: number) {
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let ended = false;

  function schedule(pauseMs: number): void {
    const at = Date.now() + pauseMs;
    if (ended || running !== null || at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void begin(), pauseMs);
  }
  function begin(): Promise<void> {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
    running ??= turn().then((pauseMs) => {
      running = null;
      schedule(pauseMs);
    });
    return running;
  }
  schedule(0);
  return {
    wake: () => schedule(soonMs),
    async settled() {
      await running;
      if (!ended) await begin();
    },
    async stop() {
      ended = true;
      clearTimeout(timer);
      await running;
    },
  };
}
