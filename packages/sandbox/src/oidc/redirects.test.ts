import { expect, it } from 'vitest';
import { isLocalRedirect } from './redirects.ts';

it.each([
  ['http://localhost:4000/auth/callback', true],
  ['http://dana.localhost:4123/auth/callback', true],
  ['http://127.0.0.1:5000/', true],
  ['https://elsewhere.example/', false],
  ['http://localhost.elsewhere.example/', false],
  ['http://notlocalhost/', false],
  ['javascript:alert(1)', false],
  ['localhost', false],
])('sends nobody back to another machine: %s is %s', (uri, allowed) => {
  expect(isLocalRedirect(uri)).toBe(allowed);
});
