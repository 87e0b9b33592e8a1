import { expect, it } from 'vitest';
import { handFieldProblem, handRegistration, noHandValues } from './hand-fields.ts';

it.each([
  ['issuer', '', 'empty'],
  ['issuer', 'canvas.example', 'notAddress'],
  ['issuer', ' https://canvas.example ', null],
  ['tokenUrl', 'javascript:alert(1)', 'notAddress'],
  ['publicKeysUrl', 'http://127.0.0.1:4400/jwks', null],
  ['clientId', '  ', 'empty'],
  ['clientId', '10000000000001', null],
  ['deploymentId', '', null],
] as const)('what is typed as %s: %j is %s', (field, value, problem) => {
  expect(handFieldProblem(field, value)).toBe(problem);
});

it('spaces around what was copied are no part of it, and an empty deployment is none', () => {
  const typed = {
    ...noHandValues,
    issuer: ' https://canvas.example\n',
    clientId: ' 1 ',
    publicKeysUrl: 'https://k',
  };
  expect(handRegistration(typed)).toEqual({
    issuer: 'https://canvas.example',
    clientId: '1',
    authorisationUrl: '',
    tokenUrl: '',
    keysUrl: 'https://k',
    deploymentId: null,
  });
});
