import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

/** The line that is written for an error. */
function logged(error: unknown): Record<string, unknown> & { message?: string } {
  const lines: string[] = [];
  const log = createLog(
    'debug',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString('utf8'));
        done();
      },
    }),
  );
  log.error({ err: error }, 'it failed');
  return JSON.parse(lines.join('')).err;
}

describe('an error in the log', () => {
  it('[B07] of the database keeps the names of what failed and none of its values', () => {
    const error = Object.assign(new Error('duplicate key: canary@mail.example'), {
      severity: 'ERROR',
      code: '23505',
      routine: '_bt_check_unique',
      constraint: 'member_live_email',
      table: 'member',
      detail: 'Key (email)=(canary@mail.example) already exists.',
      where: 'canary',
      query: 'insert canary',
    });
    expect(JSON.stringify(logged(error))).not.toContain('canary');
    expect(logged(error)).toMatchObject({ code: '23505', constraint: 'member_live_email', table: 'member' });
  });

  it('[B07] of our own keeps its message, with what looks like an address, token or key hidden', () => {
    const error = new Error(
      'No <ana.ruiz+x@school.example> with rs_0123456789abcdef and 7XJ4-0000-AAAA-BBBB-CCCC',
    );
    expect(logged(error).message).toBe('No <[hidden]> with [hidden] and [hidden]');
    expect(JSON.stringify(logged(error))).not.toMatch(/school|0123456789|BBBB/);
    expect(JSON.stringify(logged(error))).toContain('log.test.ts');
    expect(logged(new Error('x'.repeat(1_000_000))).message).toHaveLength(1_000);
  });

  it('[B07] follows causes, a few', () => {
    const circle = new Error('outer');
    circle.cause = new Error('inner canary@mail.example', { cause: circle });
    expect(logged(circle)).toMatchObject({ message: 'outer', cause: { message: 'inner [hidden]' } });
    expect(JSON.stringify(logged(circle))).not.toContain('canary');
  });

  it('says of what is no error only its kind', () => {
    expect(logged('canary')).toEqual({ type: 'string' });
    expect(logged({ canary: 'canary' })).toEqual({ type: 'object' });
  });
});
