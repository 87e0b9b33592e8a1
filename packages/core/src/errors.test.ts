import { expect, test } from 'vitest';
import { DomainError, domainErrorDetails, parseDomainError } from './errors.ts';

test('[R10] a refusal is read back as it was made', () => {
  const error = new DomainError('TOO_MANY_ADDRESSES', { found: 1200, limit: 1000 });
  const wire = JSON.parse(JSON.stringify({ code: error.code, details: error.details }));
  expect(parseDomainError(wire)).toEqual({
    code: 'TOO_MANY_ADDRESSES',
    details: { found: 1200, limit: 1000 },
  });
});

test('[R10] fields beside code and details do not travel on', () => {
  const wire = { code: 'NOT_SIGNED_IN', details: {}, stack: 'secret' };
  expect(parseDomainError(wire)).toEqual({ code: 'NOT_SIGNED_IN', details: {} });
});

test.each([
  ['an unknown code', { code: 'NEW_CODE', details: {} }],
  ['a name that every object has', { code: 'toString', details: {} }],
  ['a prototype', { code: '__proto__', details: {} }],
  ['a code in lower case', { code: 'not_found', details: { noun: 'license' } }],
  ['details that are missing', { code: 'NOT_SIGNED_IN' }],
  ['details of another code', { code: 'NOT_FOUND', details: { found: 1, limit: 2 } }],
  ['details with more in them', { code: 'NOT_FOUND', details: { noun: 'license', district: 'Elm' } }],
  ['a noun that is not on the list', { code: 'NOT_FOUND', details: { noun: 'district' } }],
  ['text', 'NOT_FOUND'],
  ['nothing', null],
  ['undefined', undefined],
])('[R10] %s is no refusal', (_what, value) => {
  expect(parseDomainError(value)).toBeNull();
});

test('[R10] every code refuses details it does not list', () => {
  const codes = Object.values(domainErrorDetails);
  expect(codes.length).toBeGreaterThan(20);
  for (const details of codes) expect(details.safeParse({ unlisted: 1 }).success).toBe(false);
});

test('[ACCESS-3] not there carries nothing but the noun that was asked for', () => {
  expect(Object.keys(domainErrorDetails.NOT_FOUND.shape)).toEqual(['noun']);
  expect(Object.keys(domainErrorDetails.KEY_NOT_ACCEPTED.shape)).toEqual([]);
});
