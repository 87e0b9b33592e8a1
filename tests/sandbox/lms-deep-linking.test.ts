import { ltiClaims } from '@rollcall/sandbox/lms/lti.ts';
import { describe, expect, it } from 'vitest';
import { formOn } from '../_kit/cookie-browser.ts';
import { beginLaunch, completeLaunch } from '../_kit/lms.ts';
import { askForToken, useLmsWithTool } from './lms-world.ts';

const fresh = useLmsWithTool();

/** A teacher asks for a new assignment, up to the tool's page with the choice. */
async function choose() {
  const world = await fresh();
  const { lms, school, deployment } = world;
  const pending = await beginLaunch(lms, school.slug, {
    person: school.teacher.id,
    courseId: school.course.id,
    deploymentId: deployment.id,
  });
  const titles = () => lms.listAssignments(school.slug, school.course.id).map(({ title }) => title);
  return { ...world, pending, titles };
}

describe('deep linking', () => {
  it('[DEMO-7] asks the tool what to place, and places what it answers', async () => {
    const { lms, school, stub, deployment, pending, titles } = await choose();
    expect(pending.claims).toMatchObject({
      [ltiClaims.messageType]: 'LtiDeepLinkingRequest',
      [ltiClaims.deepLinkingSettings]: {
        deep_link_return_url: expect.stringContaining(`${school.issuer}/deep-link/`),
        accept_types: ['ltiResourceLink'],
      },
    });
    expect(pending.claims).not.toHaveProperty([ltiClaims.resourceLink]);
    const page = await completeLaunch(pending, school.issuer);
    const answered = await pending.browser.post(formOn(page), stub.origin);
    expect([answered.status, titles()]).toEqual([200, ['Cells', 'Photosynthesis']]);
    expect(answered.headers['content-security-policy']).toContain("frame-ancestors 'self'");
    const placed = lms.listAssignments(school.slug, school.course.id)[1];
    expect(placed).toMatchObject({ deploymentId: deployment.id, text: 'With a lamp.' });
    const { claims } = await beginLaunch(lms, school.slug, {
      person: school.pupil.id,
      assignmentId: placed?.id ?? '',
    });
    expect(claims[ltiClaims.custom]).toEqual({ item: '7' });
    // The same form a second time adds nothing.
    expect((await pending.browser.post(formOn(page), stub.origin)).status).toBe(400);
    expect(titles()).toHaveLength(2);
  });

  it.each([
    ['of another message type', { [ltiClaims.messageType]: 'LtiResourceLinkRequest' }],
    ['for another deployment', { [ltiClaims.deploymentId]: 'another' }],
    ['without the data that it was sent', { [ltiClaims.deepLinkingData]: 'other' }],
    ['of another tool', { iss: 'another' }],
    ['for another platform', { aud: 'http://127.0.0.1:9' }],
    ['that is over', { exp: 1_000 }],
  ])('[DEMO-7] refuses an answer %s', async (_what, answers) => {
    const { school, stub, pending, titles } = await choose();
    stub.answers = answers;
    const page = await completeLaunch(pending, school.issuer);
    const answered = await pending.browser.post(formOn(page), stub.origin);
    expect([answered.status, titles()]).toEqual([400, ['Cells']]);
  });

  it('[DEMO-7] refuses an answer that the tool did not sign', async () => {
    const { school, stub, pending, titles } = await choose();
    const form = formOn(await completeLaunch(pending, school.issuer));
    const [header = '', claims = ''] = (form.fields.JWT ?? '').split('.');
    const fields = { JWT: `${header}.${claims}.${'A'.repeat(342)}` };
    const answered = await pending.browser.post({ ...form, fields }, stub.origin);
    expect([answered.status, titles()]).toEqual([400, ['Cells']]);
  });
});

it('[DEMO-7] reads a tool’s keys at every name of localhost, and nowhere else', async () => {
  const { lms, stub, school, clientId } = await fresh();
  const { port } = new URL(stub.origin);
  const { tool } = await lms.registerTool(school.slug, {
    name: 'Named',
    loginUrl: stub.loginUrl,
    targetLinkUri: stub.launchUrl,
    jwksUri: `http://some.name.localhost:${port}/jwks`,
  });
  for (const id of [clientId, tool.clientId])
    expect(await askForToken(lms, stub, school.slug, id)).toMatchObject({ status: 200 });
  const elsewhere = { name: 'Elsewhere', loginUrl: stub.loginUrl, targetLinkUri: stub.launchUrl };
  await expect(
    lms.registerTool(school.slug, { ...elsewhere, jwksUri: 'http://tool.example/jwks' }),
  ).rejects.toThrow(/not on this machine/);
});
