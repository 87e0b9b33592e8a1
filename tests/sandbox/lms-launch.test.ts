import { ltiClaims } from '@rollcall/sandbox/lms/lti.ts';
import { expect, test } from 'vitest';
import { beginLaunch, makeLmsSchool, startLms } from '../_kit/lms.ts';
import { startStubTool } from '../_kit/stub-tool.ts';

async function setUp() {
  await using opening = new AsyncDisposableStack();
  const { lms } = opening.use(await startLms());
  const tool = opening.use(await startStubTool());
  const school = makeLmsSchool(lms);
  const { deployment } = await lms.registerTool(school.slug, {
    name: 'Stub',
    loginUrl: tool.loginUrl,
    targetLinkUri: tool.launchUrl,
    jwksUri: tool.jwksUri,
  });
  const assignment = lms.addAssignment(school.slug, {
    courseId: school.course.id,
    deploymentId: deployment.id,
    title: 'Cells',
    custom: { chapter: '4' },
  });
  const opened = opening.move();
  return { lms, tool, school, deployment, assignment, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

test('[DEMO-7] launches a pupil with the claims of LTI 1.3', async () => {
  await using world = await setUp();
  const { lms, school, assignment, deployment } = world;
  const { claims, form } = await beginLaunch(lms, school.slug, {
    person: school.pupil.id,
    assignmentId: assignment.id,
  });
  expect(form.action.href).toBe(world.tool.launchUrl);
  expect(form.fields.state).toBe('the state');
  expect(claims).toMatchObject({
    iss: school.issuer,
    sub: school.pupil.id,
    nonce: 'the nonce',
    name: 'Pia Example',
    email: school.pupil.email,
    [ltiClaims.messageType]: 'LtiResourceLinkRequest',
    [ltiClaims.version]: '1.3.0',
    [ltiClaims.deploymentId]: deployment.id,
    [ltiClaims.resourceLink]: { id: assignment.id, title: 'Cells' },
    [ltiClaims.custom]: { chapter: '4' },
    [ltiClaims.roster]: { service_versions: ['2.0'] },
  });
});
