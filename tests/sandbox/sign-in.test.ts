import { sandboxClientId, sandboxClientSecret } from '@rollcall/sandbox/client-credentials.ts';
import * as client from 'openid-client';
import { describe, expect, it } from 'vitest';
import { signInAtSandbox, useSandbox, type Visitor } from '../_kit/sandbox.ts';

const redirectUri = 'http://dana.localhost:4000/auth/callback';
const orgUnits = 'https://www.googleapis.com/auth/admin.directory.orgunit.readonly';
const users = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
const sandbox = useSandbox();

function discover(issuer = sandbox().googleIssuer): Promise<client.Configuration> {
  return client.discovery(new URL(issuer), sandboxClientId, sandboxClientSecret, undefined, {
    execute: [client.allowInsecureRequests],
  });
}

async function signIn(
  config: client.Configuration,
  visitor: Visitor,
  params: Record<string, string>,
): Promise<Awaited<ReturnType<typeof client.authorizationCodeGrant>>> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const start = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...params,
  });
  const back = await signInAtSandbox(start, visitor);
  expect(back.href.startsWith(redirectUri)).toBe(true);
  return client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState, expectedNonce });
}

const connect = {
  scope: `openid email profile ${orgUnits} ${users}`,
  access_type: 'offline',
  prompt: 'consent',
};

describe('signing in at the sandbox, through openid-client', () => {
  it('goes by code and PKCE, says who it is, refreshes, and refuses once revoked', async () => {
    const config = await discover();
    const dana = { account: 'dana.whitfield@riverbend.example' };
    const tokens = await signIn(config, dana, connect);
    expect(tokens.claims()).toMatchObject({
      iss: sandbox().googleIssuer,
      sub: sandbox().control.getPerson(dana.account).id,
      email: dana.account,
      email_verified: true,
      hd: 'riverbend.example',
      name: 'Dana Whitfield',
    });
    expect(tokens.scope?.split(' ').sort()).toEqual(connect.scope.split(' ').sort());
    expect(tokens.expires_in).toBe(3600);
    const refreshToken = tokens.refresh_token ?? '';
    const renewed = await client.refreshTokenGrant(config, refreshToken);
    const listed = await fetch(
      `${sandbox().url}/admin/directory/v1/users?customer=my_customer&maxResults=1`,
      { headers: { authorization: `Bearer ${renewed.access_token}` } },
    );
    expect(listed.status).toBe(200);
    await client.tokenRevocation(config, refreshToken);
    await expect(client.refreshTokenGrant(config, refreshToken)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('is revoked from the page as well, and its access tokens with it', async () => {
    const config = await discover();
    const lena = { account: 'lena.ortiz@lakeview.example' };
    const tokens = await signIn(config, lena, connect);
    expect(
      sandbox()
        .control.listGrants()
        .map((grant) => grant.email),
    ).toContain(lena.account);
    expect(sandbox().control.revokeGrants(lena.account)).toBe(1);
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(
      client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? ''),
    ).rejects.toThrow();
  });

  it('gives a refresh token to who asks for offline access only, and asks for consent once', async () => {
    const config = await discover();
    const tom = { account: 'tom.becker@riverbend.example' };
    const first = await signIn(config, tom, { scope: 'openid email' });
    expect(first.refresh_token).toBeUndefined();
    // Not asked again, so the Cancel is never reached.
    const second = await signIn(config, { ...tom, refuses: true }, { scope: 'openid email' });
    expect(second.claims()?.email).toBe(tom.account);
    const offline = await signIn(config, tom, { scope: 'openid email offline_access', prompt: 'consent' });
    expect(offline.refresh_token).toEqual(expect.any(String));
  });

  it('lets a person refuse, or leave out a scope', async () => {
    const config = await discover();
    const omar = { account: 'omar.haddad@lakeview.example' };
    await expect(signIn(config, { ...omar, refuses: true }, connect)).rejects.toMatchObject({
      error: 'access_denied',
    });
    const partial = await signIn(config, { ...omar, unticks: [users] }, connect);
    expect(partial.scope?.split(' ')).toContain(orgUnits);
    expect(partial.scope?.split(' ')).not.toContain(users);
    // Not the sign-in itself.
    expect(partial.claims()?.email).toBe(omar.account);
  });

  it.each([
    [true, true],
    [false, false],
    [undefined, 'nothing'],
  ])('has another issuer, whose people claim any address with email_verified %s', async (verified, said) => {
    const email = `maria.santos+${verified}@lakeview.example`;
    const id = sandbox().control.addOtherAccount({ email, emailVerified: verified });
    const tokens = await signIn(
      await discover(sandbox().otherIssuer),
      { account: email },
      { scope: 'openid email profile' },
    );
    const claims = tokens.claims();
    expect(claims !== undefined && 'email_verified' in claims ? claims.email_verified : 'nothing').toBe(said);
    expect(tokens.claims()).toMatchObject({ iss: sandbox().otherIssuer, sub: id, email });
  });

  it('[DEMO-6] bars who is suspended, and sends nobody to another machine', async () => {
    const config = await discover();
    sandbox().control.suspendPerson('priya.raman@riverbend.example');
    await expect(signIn(config, { account: 'priya.raman@riverbend.example' }, connect)).rejects.toThrow(
      /No account/,
    );
    const grace = 'grace.lindholm@riverbend.example';
    const { refreshToken } = await sandbox().control.issueTokens(grace, ['openid']);
    sandbox().control.suspendPerson(grace);
    await expect(client.refreshTokenGrant(config, refreshToken)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const elsewhere = client.buildAuthorizationUrl(config, {
      scope: 'openid',
      redirect_uri: 'https://elsewhere.example/callback',
    });
    const answer = await fetch(elsewhere, { redirect: 'manual' });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('redirect_uri')]);
  });
});
