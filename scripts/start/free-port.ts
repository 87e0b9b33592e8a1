import { connect } from 'node:net';

/** How far above the wanted port a free one is looked for. */
const reach = 50;
const answerLimitMs = 1_000;

/**
 * Runs `listen` on the wanted port or, while that one is taken, on the next. Port 0 is any.
 * @throws Error when none of the next ones is free, and whatever else `listen` throws.
 */
export async function onFreePort<Result>(
  wanted: number,
  listen: (port: number) => Promise<Result>,
): Promise<Result> {
  if (wanted === 0) return listen(0);
  for (let port = wanted; port <= Math.min(wanted + reach, 65_535); port += 1) {
    if (await isTaken(port)) continue;
    try {
      return await listen(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`No port from ${wanted} on is free. Name another with PORT.`);
}

/**
 * Whether somebody answers there under either name of this machine. Listening alone does not tell: a browser tries
 * [::1] first, and some systems let 127.0.0.1 be taken beside a server on all addresses.
 */
async function isTaken(port: number): Promise<boolean> {
  const answers = await Promise.all([answersOn('127.0.0.1', port), answersOn('::1', port)]);
  return answers.includes(true);
}

function answersOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: answerLimitMs });
    const tell = (answers: boolean) => () => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', tell(true));
    socket.once('error', tell(false));
    socket.once('timeout', tell(false));
  });
}
