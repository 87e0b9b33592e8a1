import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailFault, MailFaults } from './mail-fault.ts';
import type { ReceivedMail } from './outbox.ts';

export interface MailServer {
  readonly port: number;
  stop(): Promise<void>;
}

interface MailServerParts {
  /** 0 is any free one. */
  readonly port: number;
  readonly faults: MailFaults;
  addMail(mail: Omit<ReceivedMail, 'id' | 'receivedAt'>): void;
}

/** In bytes. */
const sizeLimit = 1_000_000;

const answers: Readonly<Record<MailFault, readonly [code: number, text: string]>> = {
  unknown_mailbox: [550, '5.1.1 There is no such mailbox here'],
  refused: [554, '5.7.1 Not wanted here'],
  try_later: [451, '4.3.0 Try again later'],
  drop: [421, '4.4.2 Good bye'],
};

/** Takes mail for everybody on this machine's loopback address, keeps it, and passes none of it on. */
export async function startMailServer({ port, faults, addMail }: MailServerParts): Promise<MailServer> {
  const server = new SMTPServer({
    name: 'sandbox.localhost',
    banner: 'takes mail and keeps it',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: sizeLimit,
    logger: false,
    onRcptTo({ address }, session, done) {
      const fault = faults.of(address);
      if (fault === undefined) return done();
      if (fault === 'drop') {
        for (const connection of server.connections)
          if (connection.session?.id === session.id) connection.close();
        return;
      }
      const [code, text] = answers[fault];
      done(Object.assign(new Error(text), { responseCode: code }));
    },
    onData(stream, session, done) {
      void keep(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      ).then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });

  async function keep(stream: Parameters<typeof buffer>[0], recipients: readonly string[]): Promise<void> {
    const parsed = await PostalMime.parse(await buffer(stream));
    const header = (name: string) => parsed.headers.find(({ key }) => key === name)?.value ?? '';
    for (const recipient of recipients) {
      addMail({
        messageId: parsed.messageId ?? '',
        sender: header('from'),
        recipient,
        subject: parsed.subject ?? '',
        text: parsed.text ?? '',
        html: parsed.html ?? '',
        stopUrl: /<(https?:[^>\s]+)>/.exec(header('list-unsubscribe'))?.[1] ?? '',
      });
    }
  }

  // What a client's broken connection throws is nobody's trouble but the client's.
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
