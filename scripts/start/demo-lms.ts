import type { RunningApp } from '@rollcall/server/app.ts';
import { type DemoLms, seedLms } from '@rollcall/server/demo/seed-lms.ts';

const school = 'lakeview';
const course = { id: '7001', title: 'Grade 7 Science' };
const clientId = 'rollcall-demo';
const deploymentId = 'lakeview-demo';
const assignmentTitle = 'Label the parts of a cell';

/**
 * Registers the demo's stand-in learning management system on both sides, with an assignment in its science course: a
 * visitor can launch it at once. What was set up at an earlier start is left as it is.
 */
export async function connectDemoLms(app: RunningApp, sandboxUrl: string): Promise<void> {
  const home = `${sandboxUrl}/lms/${school}`;
  const lms: DemoLms = {
    name: 'Lakeview Learning',
    issuer: home,
    authorisationUrl: `${home}/oidc/auth`,
    tokenUrl: `${home}/oidc/token`,
    keysUrl: `${home}/oidc/jwks`,
    clientId,
    deploymentId,
    teacherSubject: 'lv-1',
    course,
    assignmentTitle,
  };
  const seeded = await seedLms(app.context, lms);
  if (seeded === null) return;
  const origin = `http://localhost:${app.port}`;
  const base = `${origin}/lti/${seeded.platformId}`;
  // Refused where there is none yet: then nothing has to go.
  await tell(sandboxUrl, 'lms.tool.remove', { school, tool: clientId });
  await insist(sandboxUrl, 'lms.tool.add', {
    school,
    name: 'Rollcall',
    loginUrl: `${base}/login`,
    targetLinkUri: `${base}/launch`,
    jwksUri: `${base}/jwks`,
    clientId,
    deploymentId,
  });
  await insist(sandboxUrl, 'lms.assignment.add', {
    school,
    course: course.id,
    deployment: deploymentId,
    title: assignmentTitle,
    parameter: seeded.parameter,
    value: seeded.assignmentId,
  });
}

async function insist(sandboxUrl: string, action: string, fields: Readonly<Record<string, string>>) {
  const answer = await tell(sandboxUrl, action, fields);
  if (!answer.ok) throw new Error(`The sandbox refused ${action}: ${await answer.text()}`);
}

function tell(sandboxUrl: string, action: string, fields: Readonly<Record<string, string>>) {
  return fetch(`${sandboxUrl}/do/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
}
