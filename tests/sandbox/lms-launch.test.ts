import { isDeepStrictEqual } from 'node:util';
import { badLaunches, goodLaunches } from '@rollcall/sandbox/lms/launch/launch-variants.ts';
import { ltiClaims } from '@rollcall/sandbox/lms/lti.ts';
import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { beginLaunch, completeLaunch, forged } from '../_kit/lms.ts';
import { useLmsWithTool } from './lms-world.ts';

const fresh = useLmsWithTool();

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

describe('a launch', () => {
  it('[DEMO-7] carries who comes, from where and for what, signed with a published key', async () => {
    const world = await fresh();
    const { lms, school, assignment, deployment } = world;
    const pending = await beginLaunch(lms, school.slug, {
      person: school.pupil.id,
      assignmentId: assignment.id,
    });
    expect(pending.form.action.href).toBe(world.stub.launchUrl);
    expect(pending.form.fields.state).toBe('the state');
    expect(pending.claims).toMatchObject({
      iss: school.issuer,
      aud: world.clientId,
      sub: school.pupil.id,
      nonce: 'the nonce',
      name: 'Pia Example',
      email: school.pupil.email,
      [ltiClaims.messageType]: 'LtiResourceLinkRequest',
      [ltiClaims.version]: '1.3.0',
      [ltiClaims.deploymentId]: deployment.id,
      [ltiClaims.targetLinkUri]: world.stub.launchUrl,
      [ltiClaims.resourceLink]: { id: assignment.id, title: 'Cells' },
      [ltiClaims.roles]: expect.arrayContaining([learner]),
      [ltiClaims.context]: { id: school.course.id, title: 'Science' },
      [ltiClaims.custom]: { chapter: '4' },
      [ltiClaims.roster]: { service_versions: ['2.0'] },
    });
    await expect(verify(pending.form.fields.id_token, lms.urls(school.slug).jwks)).resolves.toBeDefined();
    expect((await completeLaunch(pending, school.issuer)).status).toBe(200);
  });

  it('[DEMO-7] goes by POST as well, and tells no more of somebody than is known and shared', async () => {
    const world = await fresh();
    const { lms, school, assignment, clientId } = world;
    const claimsOf = async (person: string) =>
      (await beginLaunch(lms, school.slug, { person, assignmentId: assignment.id }, { method: 'POST' }))
        .claims;
    expect(await claimsOf(school.withoutEmail.id)).not.toHaveProperty('email');
    expect(await claimsOf(school.nameless.id)).not.toHaveProperty('name');
    lms.setToolPrivacy(school.slug, clientId, { names: false, emails: false });
    const silent = await claimsOf(school.pupil.id);
    expect(silent).not.toHaveProperty('given_name');
    expect(silent).not.toHaveProperty('email');
    expect(silent.sub).toBe(school.pupil.id);
  });

  it.each([
    ['another person', { login_hint: 'somebody' }],
    ['no launch', { lti_message_hint: 'none' }],
    ['a redirect that is not registered', { redirect_uri: 'http://127.0.0.1:9/' }],
    ['no nonce', { nonce: undefined }],
    ['a code', { response_type: 'code' }],
  ])('[DEMO-7] issues nothing to a request that names %s', async (_what, asks) => {
    const world = await fresh();
    const { lms, school, assignment } = world;
    world.stub.asks = asks;
    const wish = { person: school.pupil.id, assignmentId: assignment.id };
    await expect(beginLaunch(lms, school.slug, wish)).rejects.toThrow(/No form|stopped/);
  });

  it('[DEMO-7] is for who is in the course, and the choice of an assignment for who teaches it', async () => {
    const world = await fresh();
    const { lms, school, assignment, deployment } = world;
    const choose = { courseId: school.course.id, deploymentId: deployment.id };
    expect(() => lms.startLaunch(school.slug, { person: school.pupil.id, ...choose })).toThrow(/teaches/);
    lms.unenroll(school.slug, school.course.id, school.pupil.id);
    const wish = { person: school.pupil.id, assignmentId: assignment.id };
    expect(() => lms.startLaunch(school.slug, wish)).toThrow(/not in that course/);
  });
});

describe('keys', () => {
  it('[DEMO-7] rotate: the old one stays published, or is gone at once', async () => {
    const world = await fresh();
    const { lms, school, assignment } = world;
    const { jwks } = lms.urls(school.slug);
    const token = async () => {
      const wish = { person: school.pupil.id, assignmentId: assignment.id };
      return (await beginLaunch(lms, school.slug, wish)).form.fields.id_token;
    };
    const first = await token();
    lms.rotateKeys(school.slug, { keepOld: true });
    const second = await token();
    await expect(verify(first, jwks)).resolves.toBeDefined();
    await expect(verify(second, jwks)).resolves.toBeDefined();
    lms.rotateKeys(school.slug, { keepOld: false });
    await expect(verify(second, jwks)).rejects.toThrow();
    await expect(verify(await token(), jwks)).resolves.toBeDefined();
  });

  it('[DEMO-7] are those of another, very many or broken when a fault is set', async () => {
    const world = await fresh();
    const { lms, school } = world;
    const { jwks } = lms.urls(school.slug);
    const own = ((await (await fetch(jwks)).json()) as { keys: { kid: string }[] }).keys.map(
      ({ kid }) => kid,
    );
    const keys = async (kind: 'many_keys' | 'other_keys' | 'truncated' | 'server_error') => {
      lms.setFault({ workspace: school.slug, endpoint: 'jwks', kind, when: { next: 1 } });
      const response = await fetch(jwks);
      return { status: response.status, text: await response.text() };
    };
    const kids = (text: string) =>
      (JSON.parse(text) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
    const many = kids((await keys('many_keys')).text);
    expect([many.length, many.slice(-1)]).toEqual([1_001, own]);
    expect(kids((await keys('other_keys')).text)).not.toContain(own[0]);
    const half = (await keys('truncated')).text;
    expect(() => JSON.parse(half)).toThrow();
    expect((await keys('server_error')).status).toBe(500);
    expect(kids(await (await fetch(jwks)).text())).toEqual(own);
  });
});

describe('a forged launch', () => {
  it('[DEMO-7] is the good one but for what was bent', async () => {
    const world = await fresh();
    const { lms, school, assignment } = world;
    const jwks = lms.urls(school.slug).jwks;
    const wish = { person: school.pupil.id, assignmentId: assignment.id };
    const pending = await beginLaunch(lms, school.slug, wish);
    const good = forged(lms, pending);
    await expect(verify(good.form.fields.id_token, jwks)).resolves.toBeDefined();
    const { iat: _iat, exp: _exp, ...sameClaims } = pending.claims;
    expect(good.claims).toMatchObject(sameClaims);
    expect(good.form.fields.state).toBe(pending.form.fields.state);
    const bent = forged(lms, pending, { claims: { [ltiClaims.version]: '1.1', sub: undefined } });
    expect(bent.claims).toMatchObject({ [ltiClaims.version]: '1.1' });
    expect(bent.claims).not.toHaveProperty('sub');
  });

  it.each([
    ['nobody', { alg: 'none' }],
    ['the public key as a secret', { alg: 'HS256' }],
    ['a stranger', { signWith: 'stranger' }],
    ['another kind of key', { alg: 'ES256' }],
    ['no key that is named', { header: { kid: undefined } }],
  ] as const)('[DEMO-7] can be signed by %s', async (_who, forgery) => {
    const world = await fresh();
    const { lms, school, assignment } = world;
    const wish = { person: school.pupil.id, assignmentId: assignment.id };
    const bent = forged(lms, await beginLaunch(lms, school.slug, wish), forgery);
    const { jwks } = lms.urls(school.slug);
    const header = JSON.parse(
      Buffer.from(bent.form.fields.id_token?.split('.')[0] ?? '', 'base64url').toString(),
    ) as { alg: string; kid?: string };
    if ('header' in forgery) expect(header).not.toHaveProperty('kid');
    else await expect(verify(bent.form.fields.id_token, jwks)).rejects.toThrow();
    expect(header.alg).toBe('alg' in forgery ? forgery.alg : 'RS256');
  });
});

describe('a launch that is asked for with a variant', () => {
  it.each(Object.keys(badLaunches) as (keyof typeof badLaunches)[])(
    '[DEMO-7] comes by the same way, and is not the good one: %s',
    async (variant) => {
      const { lms, school, assignment } = await fresh();
      const wish = { person: school.pupil.id, assignmentId: assignment.id };
      const good = await beginLaunch(lms, school.slug, wish);
      const bent = await beginLaunch(lms, school.slug, { ...wish, variant });
      expect(bent.form.action).toEqual(good.form.action);
      expect(bent.form.fields.state).toBe(good.form.fields.state);
      const differs = (['header', 'claims'] as const).some((part) => {
        const [a, b] = [good, bent].map((one) => partOf(one.form.fields.id_token, part));
        return !isDeepStrictEqual(a, b);
      });
      const signedWell = await verify(bent.form.fields.id_token, lms.urls(school.slug).jwks).then(
        () => true,
        () => false,
      );
      expect(differs || !signedWell).toBe(true);
    },
  );

  it('[DEMO-7] is signed as the good one where a tool has to accept it', async () => {
    const { lms, school, assignment } = await fresh();
    for (const variant of Object.keys(goodLaunches) as (keyof typeof goodLaunches)[]) {
      const wish = { person: school.pupil.id, assignmentId: assignment.id, variant };
      const { form } = await beginLaunch(lms, school.slug, wish);
      await expect(verify(form.fields.id_token, lms.urls(school.slug).jwks)).resolves.toMatchObject({
        sub: school.pupil.id,
        [ltiClaims.deploymentId]: assignment.deploymentId,
      });
    }
  });
});

/** What a token says, but for the times, which differ by themselves. */
function partOf(token: string | undefined, part: 'header' | 'claims'): Record<string, unknown> {
  const text = (token ?? '').split('.')[part === 'header' ? 0 : 1] ?? '';
  const { iat, exp, ...rest } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const life = typeof exp === 'number' && typeof iat === 'number' ? exp - iat : 'none';
  return { ...rest, life, isNow: Math.abs(Number(iat) - Date.now() / 1_000) < 60 };
}

/** As a tool would, with nothing cached. */
async function verify(token: string | undefined, jwks: string): Promise<unknown> {
  const keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(jwks));
  return (await jwtVerify(token ?? '', keys, { algorithms: ['RS256'] })).payload;
}
