import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { makeDistrict, signIn, type TestDistrict } from '../_kit/district.ts';
import { callApi } from '../_kit/http.ts';
import { openLink } from '../_kit/links.ts';
import { addPeople, newRequest, openKey } from '../_kit/membership.ts';
import { joined } from '../_kit/valid-calls.ts';

let app: Awaited<ReturnType<typeof startApp>>;
let home: TestDistrict;
beforeAll(async () => {
  app = await startApp();
  home = await makeDistrict(app);
});
afterAll(() => app.stop());

describe('secrets in the wrong place', () => {
  it('[B06] a key, a code, a session’s public id or a request id opens nothing as something else', async () => {
    const key = await openKey(home.admin.client, home.licenseId);
    const { token } = home.admin;
    const [session] = await home.admin.client.account.sessions.query();
    const as = (presented: string) => callApi(app.port, 'account.me', { type: 'query', token: presented });
    for (const presented of [key, key.replaceAll('-', ''), session?.id ?? '', `rs_${key}`]) {
      expect((await as(presented)).body).toBe('{"result":{"data":null}}');
    }
    const pupil = await joined(app, home);
    for (const wrong of [token, pupil.token, session?.id ?? '', '123456']) {
      const answer = await callApi(app.port, 'licenseKey.redeem', {
        type: 'mutation',
        token: pupil.token,
        input: { key: wrong, requestId: newRequest() },
      });
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain(wrong);
    }
  });

  it('[LINK-1] [B06] [B07] a link’s code opens nothing else, and is no part of what refuses it', async () => {
    const code = await openLink(home.admin.client, home.licenseId);
    const pupil = await joined(app, home);
    expect((await callApi(app.port, 'account.me', { type: 'query', token: code })).body).toBe(
      '{"result":{"data":null}}',
    );
    const edited = code.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
    for (const wrong of [edited, pupil.token, home.licenseId]) {
      const answer = await callApi(app.port, 'link.join', {
        type: 'mutation',
        token: pupil.token,
        input: { code: wrong, requestId: newRequest() },
      });
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain(wrong);
    }
  });

  it('[KEY-3] [KEY-5] an edited, switched-off or replaced key is not accepted, and all answer alike', async () => {
    const district = await makeDistrict(app, { studentSeats: 1 });
    const { client } = district.admin;
    const key = await openKey(client, district.licenseId);
    const tries: Record<string, string> = {};
    const attempt = async (name: string, presented: string) => {
      const pupil = await signIn(app, district.address(name));
      const answer = await callApi(app.port, 'licenseKey.redeem', {
        type: 'mutation',
        token: pupil.token,
        input: { key: presented, requestId: newRequest() },
      });
      tries[name] = `${answer.status} ${answer.body}`;
    };
    const edited = key.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
    await attempt('edited', edited);
    await attempt('nonsense', 'not a key at all');
    await client.license.setKey.mutate({
      licenseId: district.licenseId,
      requestId: newRequest(),
      enabled: false,
      userType: 'student',
    });
    await attempt('off', key);
    await openKey(client, district.licenseId);
    await addPeople(client, district.licenseId, district.address('takes-the-seat'));
    await attempt('exhausted', key);
    await client.license.rotateKey.mutate({
      licenseId: district.licenseId,
      requestId: newRequest(),
    });
    await attempt('replaced', key);
    expect(new Set(Object.values(tries)).size).toBe(1);
    expect(tries.off).toContain('KEY_NOT_ACCEPTED');
  });
});
