import { createSocket, type Socket } from 'node:dgram';
import dnsPacket from 'dns-packet';

/** `servfail`: the server says that it failed; `silence`: it says nothing. */
export const dnsFaults = ['servfail', 'silence'] as const;
export type DnsFault = (typeof dnsFaults)[number];

export interface DnsServer {
  readonly port: number;
  stop(): Promise<void>;
}

// dns-packet takes the response code with the flags.
const nxdomain = 3;
const servfail = 2;
/** A string within a TXT record holds no more. */
const stringLimitBytes = 255;

/** Answers TXT on a UDP port of this machine from `findTxt`; what is not there does not exist. Port 0 is any. */
export async function startDnsServer(options: {
  readonly port: number;
  findTxt(name: string): readonly string[];
  fault(): DnsFault | undefined;
}): Promise<DnsServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const fault = options.fault();
    if (fault === 'silence') return;
    const answer = answerTo(message, fault, options.findTxt);
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  await listen(socket, options.port);
  return {
    port: socket.address().port,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answerTo(
  message: Buffer,
  fault: DnsFault | undefined,
  findTxt: (name: string) => readonly string[],
): Buffer | undefined {
  let query: dnsPacket.DecodedPacket;
  try {
    query = dnsPacket.decode(message);
  } catch {
    return undefined;
  }
  const [question] = query.questions ?? [];
  if (question === undefined || query.type === 'response') return undefined;
  const values = findTxt(question.name);
  const code = fault === 'servfail' ? servfail : values.length === 0 ? nxdomain : 0;
  const answers =
    code === 0 && question.type === 'TXT'
      ? values.map((value) => ({
          type: 'TXT' as const,
          name: question.name,
          ttl: 1,
          data: inStrings(value),
        }))
      : [];
  return dnsPacket.encode({
    type: 'response',
    id: query.id ?? 0,
    flags:
      dnsPacket.AUTHORITATIVE_ANSWER | dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | code,
    questions: [question],
    answers,
  });
}

/** A long value is several strings of one record. */
function inStrings(value: string): Buffer[] {
  const bytes = Buffer.from(value);
  const parts: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += stringLimitBytes)
    parts.push(bytes.subarray(at, at + stringLimitBytes));
  return parts;
}

function listen(socket: Socket, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve();
    });
  });
}
