// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { accepted, inboxOf, invite } from '../../fixtures/inbox.ts';
import { renderForMaria } from '../../fixtures/render-app.tsx';
import { UnlockStrip } from './unlock-strip.tsx';

afterEach(cleanup);

function show(inbox: ReturnType<typeof inboxOf>, inviteCount = 0) {
  const nothing = () => {};
  renderForMaria(
    <UnlockStrip
      inbox={inbox}
      offline={false}
      inviteCount={inviteCount}
      onOpenInvites={nothing}
      onEnterKey={nothing}
    />,
  );
}

test.each([
  ['grace', /^License 1 has ended$/, /features stay on until September 30, 2027/],
  ['dormant', /^License 1 has ended$/, /are locked until your school renews it.*Ask your teacher/],
  ['upcoming', /^License 1 has not started yet$/, /come on when it starts/],
] as const)(
  '[TERM-5] on a license that is %s the app says what works and what to do',
  async (phase, title, text) => {
    show(inboxOf(accepted(1, { phase })));
    await screen.findByText(title);
    screen.getByText(text);
    expect(screen.queryByText('You have the basic tools')).toBeNull();
  },
);

test('[TERM-5] an active license goes before one that has ended, and says nothing of it', async () => {
  show(inboxOf(accepted(1, { phase: 'dormant' }), accepted(2)));
  await screen.findByText(/^Unlocked by License 2/);
  expect(screen.queryByText(/has ended/)).toBeNull();
});

test('[TERM-5] whoever has an open invite beside an ended license is led to it', async () => {
  show(inboxOf(accepted(1, { phase: 'dormant' }), invite(2)), 1);
  expect(await screen.findByRole('button', { name: 'Open your invitation' })).toBeTruthy();
  screen.getByText('License 1 has ended');
});
