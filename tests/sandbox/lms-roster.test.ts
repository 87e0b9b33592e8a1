import { rosterMediaType } from '@rollcall/sandbox/lms/lti.ts';
import { describe, expect, it } from 'vitest';
import { askForToken, readRoster, useLmsWithTool } from './lms-world.ts';

const fresh = useLmsWithTool();

async function withToken() {
  const world = await fresh();
  const { lms, stub, school, clientId } = world;
  const { body } = await askForToken(lms, stub, school.slug, clientId);
  const url = lms.urls(school.slug).roster(school.course.id);
  return { ...world, token: body.access_token ?? '', url };
}

describe('tokens for services', () => {
  it('[DEMO-7] are given against an assertion that the tool signs, once', async () => {
    const world = await fresh();
    const { lms, stub, school, clientId } = world;
    const assertion = stub.assertion(clientId, lms.urls(school.slug).token);
    const ask = () => askForToken(lms, stub, school.slug, clientId, { client_assertion: assertion });
    expect(await ask()).toMatchObject({ status: 200, body: { scope: expect.stringContaining('nrps') } });
    expect(await ask()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const elsewhere = stub.assertion(clientId, 'http://127.0.0.1:9/token');
    expect(
      await askForToken(lms, stub, school.slug, clientId, { client_assertion: elsewhere }),
    ).toMatchObject({ status: 401 });
    const unknown = await askForToken(lms, stub, school.slug, 'nobody');
    expect(unknown).toMatchObject({ body: { error: 'invalid_client' } });
  });
});

describe('a roster', () => {
  it('[DEMO-7] lists everybody of a course once, page by page', async () => {
    const world = await withToken();
    const { lms, school, token } = world;
    const course = lms.generateCourse(school.slug, {
      title: 'Large',
      learners: 120,
      seed: 7,
      domain: 'school.example',
      withoutEmailEvery: 5,
      withoutNameEvery: 10,
      instructors: [school.teacher.id],
    });
    const members: Record<string, unknown>[] = [];
    const sizes: number[] = [];
    let next: string | undefined = lms.urls(school.slug).roster(course.id);
    while (next !== undefined) {
      const page = await readRoster(next, token);
      expect([page.status, page.type]).toEqual([200, rosterMediaType]);
      sizes.push(page.body.members.length);
      members.push(...page.body.members);
      next = page.next;
    }
    expect(sizes).toEqual([50, 50, 21]);
    expect(new Set(members.map(({ user_id: id }) => id)).size).toBe(121);
    expect(members.filter((member) => !('email' in member))).toHaveLength(24);
    expect(members.filter((member) => !('name' in member))).toHaveLength(12);
  });

  it('[DEMO-7] says who is inactive or gone, filters by role, and takes a limit', async () => {
    const world = await withToken();
    const { lms, school, token, url } = world;
    lms.setEnrollmentStatus(school.slug, school.course.id, school.pupil.id, 'Inactive');
    lms.setEnrollmentStatus(school.slug, school.course.id, school.nameless.id, 'Deleted');
    const { body } = await readRoster(url, token);
    const statusOf = (id: string) => body.members.find((member) => member.user_id === id)?.status;
    expect([statusOf(school.pupil.id), statusOf(school.nameless.id), statusOf(school.teacher.id)]).toEqual([
      'Inactive',
      'Deleted',
      'Active',
    ]);
    const teachers = await readRoster(`${url}?role=Instructor`, token);
    const ids = [school.teacher.id, school.coTeacher.id, school.assistant.id].toSorted();
    expect(teachers.body.members.map(({ user_id: id }) => id).toSorted()).toEqual(ids);
    const two = await readRoster(`${url}?limit=2&role=Learner`, token);
    expect([two.body.members.length, two.next?.includes('role=Learner')]).toEqual([2, true]);
    lms.changeSchool(school.slug, { shortRoles: true });
    expect((await readRoster(url, token)).body.members[0]?.roles).toEqual(
      expect.arrayContaining(['Instructor']),
    );
  });

  it('[DEMO-7] answers with a message for each person where a link is named', async () => {
    const world = await withToken();
    const { body } = await readRoster(`${world.url}?rlid=${world.assignment.id}`, world.token);
    expect(body.members.every(({ message }) => Array.isArray(message))).toBe(true);
  });

  it('[DEMO-7] is for tools with a token for it', async () => {
    const world = await withToken();
    const { lms, school, stub, url, token } = world;
    expect((await readRoster(url, 'none')).status).toBe(401);
    expect((await readRoster(url, token, 'text/html')).status).toBe(406);
    const without = await lms.registerTool(school.slug, {
      name: 'Without',
      loginUrl: stub.loginUrl,
      targetLinkUri: stub.launchUrl,
      jwksUri: stub.jwksUri,
      mayReadRosters: false,
    });
    const refused = await askForToken(lms, stub, school.slug, without.tool.clientId);
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    const bare = await askForToken(lms, stub, school.slug, without.tool.clientId, { scope: '' });
    expect((await readRoster(url, bare.body.access_token ?? '')).status).toBe(403);
    lms.changeCourse(school.slug, school.course.id, { sharesRoster: false });
    expect((await readRoster(url, token)).status).toBe(403);
  });

  it('[DEMO-7] goes wrong as it is told', async () => {
    const world = await withToken();
    const { lms, school, url, token } = world;
    const set = (kind: Parameters<typeof lms.setFault>[0]['kind']) =>
      lms.setFault({ workspace: school.slug, endpoint: 'roster', kind, when: { next: 1 }, retryAfterS: 7 });
    for (const [kind, status] of [
      ['unauthorized', 401],
      ['forbidden', 403],
      ['server_error', 500],
    ] as const) {
      set(kind);
      expect((await readRoster(url, token)).status).toBe(status);
    }
    set('too_many');
    const many = await fetch(url);
    expect([many.status, many.headers.get('retry-after')]).toEqual([429, '7']);
    set('empty');
    expect((await readRoster(url, token)).body.members).toEqual([]);
    set('foreign_next');
    expect((await readRoster(url, token)).next).toMatch(/^http:\/\/elsewhere\.example/);
    set('same_next');
    expect((await readRoster(url, token)).next).toMatch(/page=1$/);
    set('truncated');
    await expect(readRoster(url, token)).rejects.toThrow(SyntaxError);
    set('not_json');
    await expect(readRoster(url, token)).rejects.toThrow(SyntaxError);
    set('reset');
    await expect(readRoster(url, token)).rejects.toThrow('fetch failed');
    expect(lms.listFaults()).toEqual([]);
  });
});
