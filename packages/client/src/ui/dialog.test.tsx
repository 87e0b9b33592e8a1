// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { Dialog } from './dialog.tsx';

afterEach(cleanup);

function Opened({ removeOpener = false }: { removeOpener?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <WordsProvider words={uiWords}>
      <main id="content" tabIndex={-1}>
        {!(open && removeOpener) && (
          <button type="button" onClick={() => setOpen(true)}>
            opener
          </button>
        )}
      </main>
      <Dialog open={open} onOpenChange={setOpen} title="Invite" dismissible>
        <input aria-label="reason" />
      </Dialog>
    </WordsProvider>
  );
}

test('the focus goes into the dialog and comes back to what opened it', async () => {
  const user = userEvent.setup();
  render(<Opened />);
  await user.click(screen.getByRole('button', { name: 'opener' }));
  expect(screen.getByRole('dialog', { name: 'Invite' }).contains(document.activeElement)).toBe(true);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('opener'));
});

test('when what opened it is gone, the focus lands on the content, not on nothing', async () => {
  const user = userEvent.setup();
  render(<Opened removeOpener />);
  await user.click(screen.getByRole('button', { name: 'opener' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement?.id).toBe('content'));
});
