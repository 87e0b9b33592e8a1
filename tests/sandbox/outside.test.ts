import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { useSandbox } from '../_kit/sandbox.ts';

const zoe = 'zoe.park@riverbend.example';
const sandbox = useSandbox();

/** An action, as a page or a test posts it. */
function post(action: string, fields: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${sandbox().url}/do/${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(fields),
  });
}

describe('the sandbox and the world around it', () => {
  it.each(['evil.example', 'localhost', '127.0.0.1'])(
    '[DEMO-6] does not answer a request for the host %s',
    async (host) => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port: sandbox().port, headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        asked.on('error', reject).end();
      });
      expect(status).toBe(421);
    },
  );

  it.each([
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('[DEMO-6] changes nothing for a page that says %j', async (headers) => {
    const before = sandbox().control.getPerson(zoe);
    expect((await post('person.suspend', { person: zoe }, headers as Record<string, string>)).status).toBe(
      403,
    );
    expect(sandbox().control.getPerson(zoe)).toEqual(before);
  });

  it('does what a test posts as JSON, and says why not', async () => {
    const moved = await post('person.move', { person: zoe, orgUnitPath: '/Former' });
    expect([moved.status, await moved.json()]).toEqual([200, { said: `${zoe} is in /Former.` }]);
    expect(sandbox().control.getPerson(zoe).orgUnitPath).toBe('/Former');
    const refused = await post('person.move', { person: zoe, orgUnitPath: '/Nowhere' });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { refused: 'There is no organizational unit /Nowhere.' },
    ]);
    expect((await post('person.move', { person: zoe })).status).toBe(400);
    expect((await post('person.fly', {})).status).toBe(404);
  });

  it.each(['//evil.example/', 'https://evil.example/', '/\\evil.example'])(
    'goes back to its own pages only, not to %s',
    async (back) => {
      const answer = await fetch(`${sandbox().url}/do/fault.clear`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ back }),
      });
      expect(answer.status).toBe(303);
      const next = new URL(answer.headers.get('location') ?? '', sandbox().url);
      expect(next.origin).toBe(sandbox().url);
    },
  );

  it('shows names as text', async () => {
    sandbox().control.renamePerson(zoe, { givenName: '<script>alert(1)</script>', familyName: '"&' });
    const page = await (await fetch(`${sandbox().url}/w/riverbend.example/people?search=zoe.park`)).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;');
    expect(page).not.toContain('<script');
  });
});
