import type { Logger } from 'pino';
import { expect, test, vi } from 'vitest';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { startSearchIndex } from './search-index.ts';

const places = ['a', 'b'].map((name) => ({ districtId: name, licenseId: name }) as LicensePlace);

test('[LIST-4] a license that cannot be indexed keeps no other from it, and is told of once', async () => {
  const tried = vi.fn<() => Promise<null>>();
  const db = { systemStatement: async () => places, withSystemTx: tried } as unknown as Database;
  const log = { error: vi.fn(), info: vi.fn() };
  const index = startSearchIndex(db, log as unknown as Logger);
  const round = async (): Promise<void> => {
    for (const place of places) index.wake(place);
    await index.settled();
  };

  tried.mockImplementation(async () => {
    if (tried.mock.calls.length % 2 === 1) throw new Error('never');
    return null;
  });
  await round();
  await round();
  expect(tried.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(log.error).toHaveBeenCalledTimes(1);
  expect(log.error).toHaveBeenCalledWith(expect.objectContaining({ licenseId: 'a' }), expect.anything());

  tried.mockResolvedValue(null);
  await round();
  expect(log.info).toHaveBeenCalledExactlyOnceWith({ licenseId: 'a' }, expect.anything());
  await index.stop();
});

test('[LIST-4] what takes the database too long for one license is tried for the others all the same', async () => {
  const tried = vi
    .fn<() => Promise<null>>()
    .mockRejectedValueOnce(Object.assign(new Error('too long'), { code: '57014' }))
    .mockResolvedValue(null);
  const db = { systemStatement: async () => places, withSystemTx: tried } as unknown as Database;
  const log = { error: vi.fn(), info: vi.fn() };
  const index = startSearchIndex(db, log as unknown as Logger);
  await index.settled();
  expect(tried).toHaveBeenCalledTimes(2);
  expect(log.error).toHaveBeenCalledTimes(1);
  await index.stop();
});
