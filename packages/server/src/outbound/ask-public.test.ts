import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskPublic, createAskPublic, type ResolveName } from './ask-public.ts';
import { isPublicAddress } from './public-address.ts';

/** Whatever it is asked is noted; it stands for a machine of our own network. */
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  else if (request.url === '/huge') response.end('x'.repeat(100_000));
  else if (request.url === '/slow') response.write('begun');
  else response.end(request.headers['x-one'] ?? 'here');
});
let own = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function askWith(addresses: readonly string[], sandboxUrl?: string): AskPublic & { resolved: string[] } {
  const resolved: string[] = [];
  const resolve: ResolveName = (name, done) => {
    resolved.push(name);
    const found: LookupAddress[] = addresses.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    done(null, found);
  };
  return Object.assign(createAskPublic({ sandboxUrl }, resolve), { resolved });
}

const question = { limitBytes: 10_000 };

test.each([
  ['http', () => 'http://lms.example/keys'],
  ['a file', () => 'file:///etc/passwd'],
  ['this machine over http', () => `${own}/`],
])('[D03] %s is not asked', async (_what, url) => {
  asked.length = 0;
  await expect(askWith(['93.184.215.14'])(url(), question)).rejects.toThrow('not_https');
  expect(asked).toEqual([]);
});

test.each([
  ['the address of metadata', '169.254.169.254'],
  ['this machine', '127.0.0.1'],
  ['this machine, as a number', '2130706433'],
  ['this machine, in hexadecimal', '0x7f.1'],
  ['this machine, in IPv6', '[::1]'],
  ['IPv4 in IPv6', '[::ffff:10.0.0.1]'],
  ['a private network', '10.1.2.3'],
  ['a unique local address', '[fd00::1]'],
])('[D03] %s is not asked by its address', async (_what, host) => {
  await expect(askWith([])(`https://${host}/keys`, question)).rejects.toThrow('not_public');
});

test.each([
  ['a private address', ['192.168.1.10']],
  ['a private address among public ones', ['93.184.215.14', '127.0.0.1']],
  ['no address', []],
])('[D03] a name with %s is not asked', async (_what, addresses) => {
  const { port } = new URL(own);
  asked.length = 0;
  await expect(askWith(addresses)(`https://lms.example:${port}/keys`, question)).rejects.toThrow(
    'not_public',
  );
  expect(asked).toEqual([]);
});

test('[D03] a name is looked up once, for the very connection: a second answer of DNS is never asked for', async () => {
  const ask = askWith(['93.184.215.14', '127.0.0.1']);
  await expect(ask('https://rebinding.example/', question)).rejects.toThrow('not_public');
  expect(ask.resolved).toEqual(['rebinding.example']);
});

test('[D03] the stand-in is the one exception, by its whole origin', async () => {
  const ask = askWith([], `${own}/any/path`);
  const answer = await ask(`${own}/x`, { ...question, headers: { 'x-one': '1' } });
  expect(answer).toMatchObject({ status: 200, text: '1' });
  const other = own.replace('127.0.0.1', 'localhost');
  await expect(ask(other, question)).rejects.toThrow('not_https');
});

test('[D03] an answer that sends elsewhere is not followed', async () => {
  await expect(askWith([], own)(`${own}/moved`, question)).rejects.toThrow('redirected');
});

test('[D01] an answer that is too large or never ends is given up', async () => {
  const ask = askWith([], own);
  await expect(ask(`${own}/huge`, question)).rejects.toThrow('too_large');
  await expect(ask(`${own}/slow`, { ...question, timeoutMs: 50 })).rejects.toThrow(/timeout/i);
  const aborted = AbortSignal.abort(new Error('not any more'));
  await expect(ask(`${own}/`, { ...question, signal: aborted })).rejects.toThrow('not any more');
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['100.64.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['fe80::1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['::', false],
  ['no address', false],
])('[D03] %s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
