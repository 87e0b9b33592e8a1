import { sandboxClientId, sandboxClientSecret } from '@rollcall/sandbox/client-credentials.ts';
import type { FaultKind } from '@rollcall/sandbox/faults/fault.ts';
import * as client from 'openid-client';
import { afterEach, describe, expect, it } from 'vitest';
import { useSandbox } from '../_kit/sandbox.ts';
import { clientsFor, directoryScopes, refusalOf } from './google-clients.ts';

const dana = 'dana.whitfield@riverbend.example';
const riverbend = 'riverbend.example';
const sandbox = useSandbox();
afterEach(() => sandbox().control.clearFaults());

/** The users of one page, through the official client. */
async function page(pageToken?: string, signal?: AbortSignal) {
  const { directory } = await clientsFor(sandbox(), dana);
  const { data } = await directory.users.list(
    { customer: 'my_customer', maxResults: 50, ...(pageToken === undefined ? {} : { pageToken }) },
    signal === undefined ? {} : { signal },
  );
  return { ids: (data.users ?? []).map((user) => user.id), next: data.nextPageToken ?? undefined };
}

const once = (kind: FaultKind) =>
  sandbox().control.setFault({ workspace: riverbend, endpoint: 'users', kind, when: { next: 1 } });

describe('faults of the directory, through the official client', () => {
  it.each([
    ['unauthorized', 401, 'authError'],
    ['rate_limit', 403, 'rateLimitExceeded'],
    ['user_rate_limit', 403, 'userRateLimitExceeded'],
    ['quota', 403, 'quotaExceeded'],
    ['too_many', 429, 'rateLimitExceeded'],
    ['gone', 410, 'fullSyncRequired'],
    ['server_error', 500, 'backendError'],
    ['unavailable', 503, 'backendError'],
  ] as const)('%s is Google’s refusal, for as many requests as asked for', async (kind, status, reason) => {
    once(kind);
    expect(await refusalOf(page())).toMatchObject({ status, reason });
    expect((await page()).ids).toHaveLength(50);
    expect(sandbox().control.listFaults()).toEqual([]);
  });

  it('says with 429 when to come again', async () => {
    sandbox().control.setFault({
      workspace: '*',
      endpoint: 'users',
      kind: 'too_many',
      retryAfterS: 7,
      when: { next: 1 },
    });
    const { headers } = await refusalOf(page());
    expect(headers.get('retry-after')).toBe('7');
  });

  it('hangs until the caller gives up', async () => {
    once('hang');
    const patience = new AbortController();
    const hanging = page(undefined, patience.signal);
    await expect.poll(() => sandbox().control.listFaults()).toEqual([]);
    patience.abort();
    await expect(hanging).rejects.toThrow();
  });

  it('resets the connection, cuts the JSON, and answers with nothing', async () => {
    once('reset');
    await expect(page()).rejects.toThrow();
    const get = async () => {
      const { accessToken } = await sandbox().control.issueTokens(dana, directoryScopes);
      const url = `${sandbox().url}/admin/directory/v1/users?customer=my_customer`;
      return fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
    };
    once('truncated');
    const cut = await get();
    expect(cut.status).toBe(200);
    await expect(cut.json()).rejects.toThrow(SyntaxError);
    once('empty_body');
    const empty = await get();
    expect([empty.status, await empty.text()]).toEqual([200, '']);
  });

  it('repeats a page, in the place of the next one or for ever, or says that there is nobody', async () => {
    const first = await page();
    const second = await page(first.next);
    const { control } = sandbox();
    const from = (kind: FaultKind) =>
      control.setFault({ workspace: riverbend, endpoint: 'users', kind, when: { fromPage: 2, next: 1 } });
    from('repeated_page');
    expect((await page()).ids).toEqual(first.ids);
    expect(await page(first.next)).toEqual({ ids: first.ids, next: second.next });
    from('same_token');
    expect(await page(first.next)).toEqual({ ids: second.ids, next: first.next });
    from('empty_list');
    expect(await page(first.next)).toEqual({ ids: [], next: undefined });
  });

  it('revokes the whole grant half-way', async () => {
    const { control } = sandbox();
    const { accessToken, refreshToken } = await control.issueTokens(dana, directoryScopes);
    control.setFault({
      workspace: riverbend,
      endpoint: 'users',
      kind: 'token_revoked',
      when: { fromPage: 2, next: 1 },
    });
    const get = (token: string) =>
      fetch(
        `${sandbox().url}/admin/directory/v1/users?customer=my_customer&maxResults=9&pageToken=${token}`,
        {
          headers: { authorization: `Bearer ${accessToken}` },
        },
      );
    const before = await get('');
    const { nextPageToken } = (await before.json()) as { nextPageToken: string };
    expect((await get(nextPageToken)).status).toBe(401);
    expect((await get('')).status).toBe(401);
    await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('strikes by chance the same way for the same seed, and other workspaces and endpoints never', async () => {
    const { control } = sandbox();
    const run = async () => {
      const { id } = control.setFault({
        workspace: riverbend,
        endpoint: 'users',
        kind: 'server_error',
        when: { probability: 0.5, seed: 4 },
      });
      const struck: boolean[] = [];
      for (let round = 0; round < 12; round += 1)
        struck.push(
          await page().then(
            () => false,
            () => true,
          ),
        );
      const { directory } = await clientsFor(sandbox(), dana);
      await directory.orgunits.list({ customerId: 'my_customer' });
      const lena = await clientsFor(sandbox(), 'lena.ortiz@lakeview.example');
      await lena.directory.users.list({ customer: 'my_customer' });
      control.clearFaults(id);
      return struck;
    };
    const struck = await run();
    expect(new Set(struck)).toEqual(new Set([true, false]));
    expect(await run()).toEqual(struck);
  });
});

async function refresh(refreshToken: string) {
  const config = await client.discovery(
    new URL(sandbox().googleIssuer),
    sandboxClientId,
    sandboxClientSecret,
    undefined,
    { execute: [client.allowInsecureRequests] },
  );
  return client.refreshTokenGrant(config, refreshToken);
}

describe('faults of the token endpoint', () => {
  it.each([
    ['server_error', { cause: { status: 500 } }],
    ['too_many', { status: 429, error: 'rate_limit_exceeded' }],
    ['unauthorized', { status: 401, error: 'invalid_client' }],
  ] as const)('%s comes once, and the refresh token is still good', async (kind, refusal) => {
    const { control } = sandbox();
    const { refreshToken } = await control.issueTokens(dana, directoryScopes);
    control.setFault({ workspace: riverbend, endpoint: 'token', kind, when: { next: 1 } });
    await expect(refresh(refreshToken)).rejects.toMatchObject(refusal);
    expect((await refresh(refreshToken)).access_token).toEqual(expect.any(String));
  });

  it('revokes for good', async () => {
    const { control } = sandbox();
    const { refreshToken } = await control.issueTokens(dana, directoryScopes);
    control.setFault({ workspace: '*', endpoint: 'token', kind: 'token_revoked', when: { next: 1 } });
    await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});
