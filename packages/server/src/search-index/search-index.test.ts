import type { Logger } from 'pino';
import { expect, test, vi } from 'vitest';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import { startSearchIndex } from './search-index.ts';

const places = ['a', 'b'].map((name) => ({ districtId: name, licenseId: name }) as LicensePlace);

test('[LIST-4] a license that cannot be indexed keeps no other from it, and is told of once', async () => {
  const tried = vi.fn<() => Promise<null>>();
  // Of both, all that the index uses.
  const db = { systemStatement: async () => places, withSystemTx: tried } as unknown as Database;
  const log = { error: vi.fn(), info: vi.fn() };
  const index = startSearchIndex(db, log as unknown as Logger);
  const round = async (): Promise<void> => {
    for (const place of places) index.wake(place);
    await index.settled();
  };
  const firstFails = async (): Promise<null> => {
    if (tried.mock.calls.length % 2 === 1) throw new Error('never');
    return null;
  };

  tried.mockImplementation(firstFails);
  await round();
  await round();
  expect(tried.mock.calls.length).toBeGreaterThanOrEqual(4);
  const ofTheFirst = expect.objectContaining({ licenseIds: ['a'] });
  expect(log.error).toHaveBeenCalledExactlyOnceWith(ofTheFirst, expect.anything());

  // One that went well since is told of again.
  tried.mockReset().mockResolvedValue(null);
  await round();
  tried.mockReset().mockImplementation(firstFails);
  await round();
  expect(log.error).toHaveBeenCalledTimes(2);
  await index.stop();
});
