import { describe, expect, it } from 'vitest';
import { pauseAfter, resultOfFailure } from './send-result.ts';

const failure = (fields: Record<string, unknown>) =>
  Object.assign(new Error('canary@school.example'), fields);
const rcpt = (response: string) =>
  failure({ code: 'EENVELOPE', command: 'RCPT TO', response, responseCode: Number(response.slice(0, 3)) });

describe('what a failure says', () => {
  it.each([
    [rcpt('550 5.1.1 canary@school.example: no such user'), 'no_such_address', '550 5.1.1'],
    [rcpt('550 No such user here'), 'no_such_address', '550'],
    [rcpt('550 5.7.1 blocked'), 'refused', '550 5.7.1'],
    [rcpt('554 5.7.1 not wanted'), 'refused', '554 5.7.1'],
    [rcpt('451 4.3.0 later'), 'later', '451 4.3.0'],
    [
      failure({ code: 'EMESSAGE', command: 'DATA', response: '552 5.3.4 too big', responseCode: 552 }),
      'refused',
      '552 5.3.4',
    ],
    [
      failure({ code: 'EAUTH', command: 'AUTH PLAIN', response: '535 5.7.8 no', responseCode: 535 }),
      'unreachable',
      '535 5.7.8',
    ],
    [
      failure({ code: 'EENVELOPE', command: 'MAIL FROM', response: '550 5.7.1 no', responseCode: 550 }),
      'unreachable',
      '550 5.7.1',
    ],
    [failure({ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }), 'unreachable', 'ECONNREFUSED'],
    ['no error at all', 'unreachable', 'unknown'],
  ])('[MAIL-4] [B07] %s', (error, kind, reply) => {
    expect(resultOfFailure(error)).toEqual({ kind, reply });
  });

  it('[MAIL-4] pauses double, up to four hours', () => {
    const minutes = [1, 2, 3, 8, 9, 10, 1_000].map((tries) => pauseAfter(tries) / 60_000);
    expect(minutes).toEqual([1, 2, 4, 128, 240, 240, 240]);
  });
});
