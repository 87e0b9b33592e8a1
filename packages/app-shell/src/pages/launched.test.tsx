// @vitest-environment jsdom
import { type Account, AccountContext } from '@rollcall/client/account/account.ts';
import { RequireSignIn } from '@rollcall/client/account/require-sign-in.tsx';
import { fakeApi } from '@rollcall/client/fixtures/fake-api.ts';
import { maria } from '@rollcall/client/fixtures/person.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { UnlockDialog } from '../features/entitlement/unlock-dialog.tsx';
import { UnlockStrip } from '../features/entitlement/unlock-strip.tsx';
import { inboxOf } from '../fixtures/inbox.ts';
import { renderForMaria } from '../fixtures/render-app.tsx';
import { en } from '../words/en.ts';
import { AppMenu } from './app-menu.tsx';
import { Brand } from './brand.tsx';

const pia: Account = {
  ...maria,
  name: 'Pia Example',
  emails: [],
  launch: { assignmentTitle: 'The water cycle', courseTitle: 'Science 7b' },
};
fakeApi({ 'account.me': () => null });

afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

const nothing = () => {};

test('[LAUNCH-3] [E04] the menu of a launched page has no license, key, invite, account or dashboard', async () => {
  renderForMaria(
    <AccountContext value={{ ...pia, isAdmin: true }}>
      <AppMenu trigger={<Button>Menu</Button>} inviteCount={2} startOpen={false} onOpen={nothing} />
    </AccountContext>,
  );
  await userEvent.setup().click(screen.getByRole('button', { name: 'Menu' }));
  const menu = await screen.findByRole('menu');
  const items = within(menu)
    .getAllByRole('menuitem')
    .map((item) => item.textContent);
  expect(items).toEqual([en.account.launch.close]);
  expect(menu.textContent).toContain('Pia Example');
  expect(menu.textContent).toContain('Science 7b');
});

test('[LAUNCH-3] the bar says which assignment of which course it is', () => {
  renderForMaria(
    <AccountContext value={pia}>
      <Brand />
    </AccountContext>,
  );
  expect(screen.getByText('The water cycle')).toBeTruthy();
  expect(screen.getByText('Science 7b')).toBeTruthy();
});

test('[LAUNCH-3] who has no seat is sent to the teacher, and to no key or invite', () => {
  const ways = { inviteCount: 1, onOpenInvites: nothing, onEnterKey: nothing };
  renderForMaria(
    <AccountContext value={pia}>
      <UnlockStrip inbox={inboxOf()} offline={false} {...ways} />
      <UnlockDialog feature="comments" unlocked={false} switchedOffBy={[]} {...ways} onClose={nothing} />
    </AccountContext>,
  );
  expect(screen.getByText(en.unlock.basicTitle.launched)).toBeTruthy();
  expect(screen.getByText(en.unlock.launchedAskDetail)).toBeTruthy();
  expect(screen.queryByText(en.unlock.key)).toBeNull();
});

test('[LAUNCH-3] a launched page whose session is over asks for no sign-in: the way in is the course', async () => {
  history.replaceState(null, '', '/lti/app/0198c0de-0000-7000-8000-000000000001/');
  renderForMaria(<RequireSignIn>inside</RequireSignIn>);
  expect(await screen.findByRole('heading', { name: en.account.launch.endedTitle })).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
});
