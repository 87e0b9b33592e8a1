// @vitest-environment jsdom
import { fakeApi, unreachable } from '@rollcall/client/fixtures/fake-api.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderForMaria } from '../../fixtures/render-app.tsx';
import { en } from '../../words/en.ts';
import { CommentsPanel } from './comments-panel.tsx';

const first = {
  id: '0190a000-0000-7000-8000-0000000000c1',
  text: 'First',
  createdAt: '2026-11-22T08:00:00.000Z',
};
let stored = [first];
const api = fakeApi({
  'document.comments': () => stored,
  'document.addComment': (input) => ({ ...first, id: crypto.randomUUID(), ...(input as { text: string }) }),
  'document.removeComment': () => {
    stored = [];
    return { ok: true };
  },
});
const onLocked = vi.fn();

afterEach(() => {
  cleanup();
  onLocked.mockClear();
  stored = [first];
});

function Panel() {
  const [draft, setDraft] = useState('');
  return <CommentsPanel draft={draft} onDraft={setDraft} fieldRef={useRef(null)} onLocked={onLocked} />;
}

async function write(text: string) {
  renderForMaria(<Panel />);
  await screen.findByText('First');
  const user = userEvent.setup();
  const field = screen.getByLabelText('New comment');
  await user.type(field, text);
  await user.click(screen.getByRole('button', { name: 'Add comment' }));
  return { user, field };
}

test('a comment is added, the field is empty for the next, and it can be removed', async () => {
  const { user, field } = await write('Clouds are heavy');
  await screen.findByText('Clouds are heavy');
  expect(field).toHaveProperty('value', '');
  expect(document.activeElement).toBe(field);
  await user.click(screen.getByRole('button', { name: 'Remove the comment First' }));
  await screen.findByText(en.comments.empty);
});

test('[FEATURE-2] refused as locked by the server: the words stay, and the license is checked again', async () => {
  api.answer({
    'document.addComment': () => {
      throw new DomainError('FEATURE_LOCKED', { feature: 'comments', reason: 'no_license' });
    },
  });
  const { field } = await write('half an hour of work');
  await screen.findByText(en.refusal.featureLocked.no_license);
  expect(field).toHaveProperty('value', 'half an hour of work');
  expect(onLocked).toHaveBeenCalledOnce();
});

test('without a connection the words stay and can be sent again', async () => {
  let down = true;
  api.answer({
    'document.addComment': (input) => {
      if (down) throw unreachable;
      return { ...first, id: crypto.randomUUID(), ...(input as { text: string }) };
    },
  });
  const { user, field } = await write('not lost');
  await screen.findByText(en.refusal.unreachable);
  expect(field).toHaveProperty('value', 'not lost');
  down = false;
  await user.click(screen.getByRole('button', { name: 'Add comment' }));
  await waitFor(() => expect(field).toHaveProperty('value', ''));
});
