import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createDownloadSlots } from './download-slots.ts';

const opened = async () => ({ text: new PassThrough() });
const throttled = { code: 'THROTTLED' };

test('[EXPORT-3] one session reads two files at once, and others find a slot beside it', async () => {
  const slots = createDownloadSlots(3);
  const first = await slots.hold('one', opened);
  await slots.hold('one', opened);
  await expect(slots.hold('one', opened)).rejects.toMatchObject(throttled);
  await slots.hold('other', opened);
  await expect(slots.hold('third', opened)).rejects.toMatchObject(throttled);

  first.text.destroy();
  await once(first.text, 'close');
  await slots.hold('one', opened);
});

test('[EXPORT-3] a file that cannot be opened, or is over before anybody reads, takes no slot with it', async () => {
  const slots = createDownloadSlots(1);
  await expect(slots.hold('one', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  await slots.hold('one', async () => {
    const text = new PassThrough().destroy();
    await once(text, 'close');
    return { text };
  });
  await slots.hold('one', opened);
});
