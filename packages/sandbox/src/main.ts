import { parseArgs } from 'node:util';
import { createSandbox, type Sandbox } from './sandbox.ts';
import type { SandboxReport } from './sandbox-report.ts';

/**
 * The sandbox as a process of its own: `node main.ts --port 4001 --dns-port 0 --file sandbox.sqlite`. Started with an
 * IPC channel it reports there, `{ up }` or `{ failed }`, and ends when the channel does: its starter may be killed.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4001' },
    'dns-port': { type: 'string', default: '0' },
    file: { type: 'string', default: ':memory:' },
  },
});

const report = (message: SandboxReport): void => {
  if (process.connected) process.send?.(message);
  else process.stdout.write(`${JSON.stringify(message)}\n`);
};

const isChild = process.send !== undefined;
let sandbox: Sandbox | undefined;
const stop = (): void => void (sandbox?.stop() ?? Promise.resolve()).then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('disconnect', stop);
for (const signal of ['SIGINT', 'SIGHUP'] as const) {
  // Ctrl-C reaches a whole terminal; who started this says itself when it is to end.
  process.on(signal, () => {
    if (!isChild) stop();
  });
}

try {
  sandbox = await createSandbox({
    port: Number(values.port),
    dnsPort: Number(values['dns-port']),
    file: values.file,
  });
  const { url, port, googleIssuer, otherIssuer, dnsPort, smtpUrl } = sandbox;
  report({ up: { url, port, googleIssuer, otherIssuer, dnsPort, smtpUrl } });
  // Its starter may have gone before anything here listened for it.
  if (isChild && !process.connected) stop();
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  report({ failed: { message: String(error), code } });
  process.exitCode = 1;
  if (process.connected) process.disconnect?.();
}
