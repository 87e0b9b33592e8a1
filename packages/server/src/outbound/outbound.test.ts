import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '../env.ts';
import { createOutbound, type OutboundFetch } from './outbound.ts';

/** Whatever it is asked is noted; `/moved` sends elsewhere. */
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/moved') response.writeHead(302, { location: '/there' }).end();
  else response.end('here');
});
let own = '';
let outbound: OutboundFetch;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = {
    key: 'google',
    label: 'Google',
    issuer: `${own}/google`,
    clientId: 'id',
    clientSecret: new Secret('secret'),
    hosts: ['tokens.example'],
    domains: 'google' as const,
  };
  outbound = createOutbound({
    google: { issuer, directoryRoot: `${own}/`, classroomRoot: `${own}/` },
    signInIssuers: [],
  });
});
afterAll(() => server.close());

test('[D03] [R18] what is configured is asked', async () => {
  expect(await (await outbound(`${own}/path?query=1`)).text()).toBe('here');
  expect(asked).toEqual(['/path?query=1']);
});

test.each([
  ['another port', () => own.replace(/\d+$/, '1')],
  ['another scheme', () => own.replace('http:', 'https:')],
  ['another name for this machine', () => own.replace('127.0.0.1', 'localhost')],
  ['the address of metadata', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a configured host without its certificate', () => 'http://tokens.example/'],
  ['a configured host in front of another', () => 'https://tokens.example.evil.example/'],
  ['a file', () => 'file:///etc/passwd'],
])('[D03] [R18] %s is not asked', async (_what, url) => {
  asked.length = 0;
  await expect(outbound(url())).rejects.toThrow('place_not_configured');
  expect(asked).toEqual([]);
});

test('[D03] an answer that sends elsewhere is not followed', async () => {
  asked.length = 0;
  await expect(outbound(`${own}/moved`)).rejects.toThrow('redirected');
  expect(asked).toEqual(['/moved']);
});

test('[D03] whoever asks may give up before the answer is there', async () => {
  const signal = AbortSignal.abort(new Error('not any more'));
  await expect(outbound(own, { signal })).rejects.toThrow('not any more');
});
