import { randomUUID } from 'node:crypto';
import type { RequestId } from '@rollcall/core/ids.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { makeDistrict, signIn } from '../_kit/district.ts';

const newRequest = () => randomUUID() as RequestId;
let app: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('adding people by e-mail', () => {
  it('[INVITE-1] invites when the admin is not a domain admin, and Join accepts', async () => {
    const district = await makeDistrict(app);
    const { licenseId } = district;
    const pupil = await signIn(app, district.address('pupil'));
    const input = { licenseId, text: `${pupil.email}, nonsense`, userType: 'student' as const };
    const plan = await district.admin.client.member.planAdd.mutate(input);
    expect(plan.outcomes).toEqual({ invited: 1, invalid_email: 1 });

    const result = await district.admin.client.member.add.mutate({
      ...input,
      digest: plan.digest,
      requestId: newRequest(),
    });
    expect(result).toMatchObject({ kind: 'done', outcomes: { invited: 1, invalid_email: 1 } });
    const page = await district.admin.client.member.list.query({
      licenseId,
      filter: {},
      sort: 'added',
      order: 'descending',
    });
    expect(page.members).toMatchObject([
      { email: pupil.email, status: 'invited', userType: 'student', sources: ['email'] },
    ]);
    expect(page.counts.student).toEqual({ accepted: 0, invited: 1, rejected: 0 });

    const inbox = await pupil.client.invite.inbox.query();
    expect(inbox.entries).toMatchObject([{ state: 'invited', popUp: true }]);
    const memberId = inbox.entries[0]?.memberId;
    if (memberId === undefined) throw new Error('no invite');
    expect(await pupil.client.invite.join.mutate({ memberId, requestId: newRequest() })).toEqual({
      state: 'accepted',
    });
    const after = await district.admin.client.member.list.query({
      licenseId,
      filter: {},
      sort: 'added',
      order: 'descending',
    });
    expect(after.counts.student).toEqual({ accepted: 1, invited: 0, rejected: 0 });
    expect((await pupil.client.invite.inbox.query()).features).toContain('comments');
  });
});
