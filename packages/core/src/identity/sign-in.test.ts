import { expect, test } from 'vitest';
import { returnPath } from './sign-in.ts';

test.each(['/admin', '/app', '/admin/', '/admin/licenses/4711?tab=users&x=%20', '/app/?key=A-B'])(
  '[SIGNIN-2] %s is a place of our own',
  (path) => {
    expect(returnPath.safeParse(path).success).toBe(true);
  },
);

test.each([
  'https://evil.example/',
  '//evil.example/admin',
  '/\\evil.example',
  '/admin\\evil.example',
  '/admin.evil.example/',
  '/administration',
  '/',
  '',
  '/admin/../../evil',
  '/admin/%2e%2E/auth/callback',
  '/app/\nset-cookie: x',
  '/app/#x',
  `/app/${'a'.repeat(1_000)}`,
  '/api/account.signOut',
])('[SIGNIN-2] [B17] %j is none', (path) => {
  expect(returnPath.safeParse(path).success).toBe(false);
});
