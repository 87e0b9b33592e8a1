import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AlreadyRunningError, takeOwnership } from './ownership.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rollcall-ownership-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test.each([
  ['there is no owner', undefined],
  ['the pid belongs to a later process', JSON.stringify({ pid: process.pid, startMark: 'earlier' })],
  ['the lock was cut short by a power failure', ''],
])('of many that want it at once exactly one becomes the owner, when %s', async (_, lock) => {
  const folder = await temporaryFolder();
  if (lock !== undefined) await writeFile(path.join(folder, 'owner.3.lock'), lock);
  const attempts = await Promise.allSettled(Array.from({ length: 30 }, () => takeOwnership(folder, folder)));
  const refused = attempts.filter((attempt) => attempt.status === 'rejected').map(({ reason }) => reason);
  expect(refused).toHaveLength(29);
  for (const reason of refused) expect(reason).toBeInstanceOf(AlreadyRunningError);
});

test('what is released can be taken again, and only then', async () => {
  const folder = await temporaryFolder();
  for (let round = 0; round < 3; round += 1) {
    const ownership = await takeOwnership(folder, folder);
    await expect(takeOwnership(folder, folder)).rejects.toMatchObject({ pid: process.pid });
    await ownership.release();
  }
});
