import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, launchBrowser, newWindow } from '../_kit/browser.ts';

const PAGE = `<!doctype html><html lang="en"><head><title>Kit</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Kit</h1></main></body></html>`;

let server: Server;
let browser: Browser;

/** Every page sets a cookie with the name of the host it was asked for; the socket tells host and cookies. */
function serve(): Server {
  const http = createServer((request, response) => {
    const name = request.headers.host?.split('.')[0];
    response.statusCode = request.url === '/missing' ? 404 : 200;
    response.setHeader('set-cookie', `who=${name}; Path=/; HttpOnly; SameSite=Strict`);
    response.setHeader('content-type', 'text/html').end(PAGE);
  });
  http.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const text = Buffer.from(`${request.headers.host} ${request.headers.cookie}`);
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}\r\n\r\n`,
    );
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
    socket.on('error', () => {}).on('end', () => socket.end());
  });
  return http.listen(0, '127.0.0.1');
}

function originOf(name: string): string {
  return `http://${name}.localhost:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  server = serve();
  await once(server, 'listening');
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

describe('a window', () => {
  test('on ana.localhost and one on ben.localhost each have their own cookies', async () => {
    const ana = await newWindow(browser, { origin: originOf('ana') });
    const ben = await newWindow(browser, { origin: originOf('ben'), viewport: 'phone' });
    for (const window of [ana, ben]) await window.page.goto('/');

    expect((await ana.context.cookies()).map((cookie) => cookie.value)).toEqual(['ana']);
    expect((await ben.context.cookies()).map((cookie) => cookie.value)).toEqual(['ben']);
    expect(await ana.page.evaluate(() => innerWidth)).toBe(1280);
    expect(await ben.page.evaluate(() => innerWidth)).toBe(390);
    await Promise.all([ana.expectNoErrors(), ben.expectNoErrors()]);
    await Promise.all([ana.close(), ben.close()]);
  });

  test('holds both people side by side, as one browser of the demo does', async () => {
    const window = await newWindow(browser, { origin: originOf('ana') });
    const second = await window.context.newPage();
    await window.page.goto('/');
    await second.goto(originOf('ben'));

    for (const [page, name] of [
      [window.page, 'ana'],
      [second, 'ben'],
    ] as const) {
      const heard = await page.evaluate(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket(`ws://${location.host}/live`);
            socket.onmessage = (event) => resolve(event.data);
            socket.onerror = () => reject(new Error('the socket failed'));
          }),
      );
      expect(heard).toBe(`${new URL(originOf(name)).host} who=${name}`);
    }
    await window.expectNoErrors();
    await window.close();
  });

  test('keeps web security on: another origin cannot be read', async () => {
    const window = await newWindow(browser, { origin: originOf('ana') });
    await window.page.goto('/');
    const read = window.page.evaluate(
      (url) => fetch(url).then((response) => response.text()),
      originOf('ben'),
    );

    await expect(read).rejects.toThrow('Failed to fetch');
    await window.expectNoErrors(['CORS policy', 'net::ERR_FAILED']);
    await window.close();
  });
});

describe('expectNoErrors', () => {
  const planted = [
    // biome-ignore lint/suspicious/noConsole: it is what is planted, and it runs in the page
    ['a logged error', () => console.error('planted'), 'console: planted'],
    [
      'an uncaught error',
      () =>
        void setTimeout(() => {
          throw new Error('planted');
        }),
      'uncaught: Error: planted',
    ],
    ['an unhandled rejection', () => void Promise.reject(new Error('planted')), 'uncaught: Error: planted'],
    ['a missing file', () => fetch('/missing').then(() => undefined), 'status of 404'],
    ['a server that is away', () => fetch('http://localhost:1/').catch(() => {}), 'net::ERR_'],
  ] as const;

  test.each(planted)('catches %s, unless it is allowed', async (_, plant, line) => {
    const window = await newWindow(browser, { origin: originOf('ana') });
    await window.page.goto('/');
    await window.expectNoErrors();
    await window.page.evaluate(plant);
    await window.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));

    await expect(window.expectNoErrors()).rejects.toThrow(line);
    await expect(window.expectNoErrors(['something else'])).rejects.toThrow(line);
    await window.expectNoErrors([line, /CORS|Failed to load/]);
    await window.close();
  });

  test('says nothing of a request that the page itself took back', async () => {
    const window = await newWindow(browser, { origin: originOf('ana') });
    await window.page.goto('/');
    await window.page.evaluate(() => {
      const controller = new AbortController();
      const asked = fetch('/', { signal: controller.signal }).catch(() => {});
      controller.abort();
      return asked;
    });

    await expect(window.expectNoErrors()).resolves.toBeUndefined();
    await window.close();
  });
});

describe('expectAccessible', () => {
  test('passes a sound page and names the rule and the place of a planted violation', async () => {
    const window = await newWindow(browser, { origin: originOf('ana') });
    await window.page.goto('/');
    await expectAccessible(window.page);

    await window.page.evaluate(() =>
      document.querySelector('main')?.append(document.createElement('button')),
    );
    await expect(expectAccessible(window.page)).rejects.toThrow(/button-name \(critical\).*\n +button\n/);
    await window.expectNoErrors();
    await window.close();
  });
});
