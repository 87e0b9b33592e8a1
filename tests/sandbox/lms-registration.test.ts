import {
  ltiClaims,
  platformConfiguration,
  rosterScope,
  toolConfiguration,
} from '@rollcall/sandbox/lms/lti.ts';
import { describe, expect, it } from 'vitest';
import { beginLaunch, registerDynamically } from '../_kit/lms.ts';
import { useLmsWithTool } from './lms-world.ts';

const fresh = useLmsWithTool();

describe('dynamic registration', () => {
  it('[DEMO-7] describes the platform, and takes a tool whose launches then work', async () => {
    const world = await fresh();
    const { lms, school, stub } = world;
    const urls = lms.urls(school.slug);
    const described = (await (await fetch(urls.configuration)).json()) as Record<string, unknown>;
    expect(described).toMatchObject({
      issuer: school.issuer,
      authorization_endpoint: urls.authorization,
      token_endpoint: urls.token,
      jwks_uri: urls.jwks,
      registration_endpoint: urls.registration,
      response_types_supported: ['id_token'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      scopes_supported: expect.arrayContaining(['openid', rosterScope]),
      [platformConfiguration]: {
        product_family_code: 'rollcall-sandbox',
        messages_supported: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest' }],
      },
    });
    await registerDynamically(lms, school.slug, `${stub.origin}/register`);
    const clientId = String(stub.registered?.body.client_id);
    const [deployment] = lms.listDeployments(school.slug, clientId);
    expect(stub.registered).toMatchObject({
      status: 201,
      body: {
        client_name: 'Stub',
        // What it asked for and the platform does not have is left out.
        scope: `openid ${rosterScope}`,
        [toolConfiguration]: { target_link_uri: stub.launchUrl, deployment_id: deployment?.id },
      },
    });
    const assignment = lms.addAssignment(school.slug, {
      courseId: school.course.id,
      deploymentId: deployment?.id ?? '',
      title: 'Plants',
    });
    const { claims } = await beginLaunch(lms, school.slug, {
      person: school.pupil.id,
      assignmentId: assignment.id,
    });
    expect(claims).toMatchObject({ aud: clientId, [ltiClaims.deploymentId]: deployment?.id });
  });

  it('[DEMO-7] leaves the deployment out where the platform tells it later', async () => {
    const world = await fresh();
    const { lms, school, stub } = world;
    lms.changeSchool(school.slug, { givesDeployment: false });
    await registerDynamically(lms, school.slug, `${stub.origin}/register`);
    expect(stub.registered?.status).toBe(201);
    expect(stub.registered?.body[toolConfiguration]).not.toHaveProperty('deployment_id');
  });

  it('[DEMO-7] takes a token once', async () => {
    const world = await fresh();
    const { lms, school, stub } = world;
    const start = await lms.startRegistration(school.slug);
    const once = async () => {
      const url = new URL(`${stub.origin}/register`);
      url.searchParams.set('openid_configuration', start.openidConfiguration);
      url.searchParams.set('registration_token', start.registrationToken);
      await fetch(url);
      return stub.registered?.status;
    };
    expect(await once()).toBe(201);
    expect(await once()).toBe(401);
    expect(lms.listTools(school.slug)).toHaveLength(2);
  });

  it.each([
    ['no tool configuration', { [toolConfiguration]: undefined }],
    ['a secret instead of keys', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['no login', { initiate_login_uri: undefined }],
    ['no way back', { redirect_uris: [] }],
    ['no implicit flow', { grant_types: ['client_credentials'] }],
  ])('[DEMO-7] refuses a tool with %s', async (_what, change) => {
    const world = await fresh();
    const { lms, school, stub } = world;
    stub.registration = { ...stub.registration, ...change };
    await registerDynamically(lms, school.slug, `${stub.origin}/register`);
    expect(stub.registered).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/^invalid_/) },
    });
    expect(lms.listTools(school.slug)).toHaveLength(1);
  });
});
