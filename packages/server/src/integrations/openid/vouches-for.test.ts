import { canonicalEmail } from '@rollcall/core/emails.ts';
import { expect, it } from 'vitest';
import type { AddressTrust } from '../../env/issuer-variables.ts';
import { vouchesFor } from './vouches-for.ts';

it.each<[AddressTrust, string, string | undefined, boolean]>([
  ['google', 'ana@gmail.com', undefined, true],
  ['google', 'ana@GoogleMail.com', undefined, true],
  ['google', 'ana@lakeview.example', 'lakeview.example', true],
  ['google', 'ana@lakeview.example', 'Lakeview.Example', true],
  ['google', 'ana@lakeview.example', undefined, false],
  ['google', 'ana@lakeview.example', 'riverbend.example', false],
  ['google', 'ana@sub.lakeview.example', 'lakeview.example', false],
  ['google', 'ana@gmail.com.lakeview.example', undefined, false],
  ['*', 'ana@lakeview.example', undefined, true],
  [[], 'ana@lakeview.example', 'lakeview.example', false],
  [['lakeview.example'], 'ana@LAKEVIEW.example', undefined, true],
  [['lakeview.example'], 'ana@riverbend.example', undefined, false],
  [['lakeview.example'], 'ana@sub.lakeview.example', undefined, false],
  [['lakeview.example'], 'ana@notlakeview.example', undefined, false],
])('[SIGNIN-5] of %j, %s with the Workspace %s counts: %j', (trust, raw, hosted, counts) => {
  const email = canonicalEmail(raw);
  if (!email.ok) throw new Error(email.reason);
  expect(vouchesFor(trust, email.email, hosted)).toBe(counts);
});
