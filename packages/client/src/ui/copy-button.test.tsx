// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { uiWords } from '../words/en.ts';
import { WordsProvider } from '../words/words-provider.tsx';
import { CopyButton } from './copy-button.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function setUp() {
  const user = userEvent.setup();
  render(
    <WordsProvider words={uiWords}>
      <CopyButton value="LKSD-8FQ2" label="Copy key" />
    </WordsProvider>,
  );
  return user;
}

test('copies the value and says so', async () => {
  const user = setUp();
  await user.click(screen.getByRole('button', { name: 'Copy key' }));
  expect(await navigator.clipboard.readText()).toBe('LKSD-8FQ2');
  await screen.findByRole('button', { name: uiWords.ui.copy.done });
});

test('does not claim to have copied what the browser refused', async () => {
  const user = setUp();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  await user.click(screen.getByRole('button', { name: 'Copy key' }));
  await screen.findByRole('button', { name: uiWords.ui.copy.failed });
  expect(screen.queryByText(uiWords.ui.copy.done)).toBeNull();
});
