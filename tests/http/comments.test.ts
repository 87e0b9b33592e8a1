import { expect, it } from 'vitest';
import { startApp } from '../_kit/app.ts';
import { openDatabase } from '../_kit/database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { joined } from '../_kit/valid-calls.ts';

it('[FEATURE-2] a new comment is always among those that are shown, the oldest first', async () => {
  await using app = await startApp();
  const database = openDatabase();
  const person = await joined(app, await makeDistrict(app));
  await database.rows(
    `insert into comment (person_id, text, created_at)
     select $1, 'comment ' || n, now() - make_interval(mins => 300 - n) from generate_series(1, 200) n`,
    [person.id],
  );
  const added = await person.client.document.addComment.mutate({ text: 'the newest' });
  const shown = await person.client.document.comments.query();
  expect(shown.at(-1)).toEqual(added);
  expect(shown[0]?.text).toBe('comment 2');
  await database.end();
});
