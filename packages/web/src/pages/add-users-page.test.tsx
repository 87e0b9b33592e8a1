// @vitest-environment jsdom
import { deploymentMethod, methodFits } from '@rollcall/core/licenses/deployment-methods.ts';
import { licenseType } from '@rollcall/core/licenses/license.ts';
import { cleanup, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer } from '../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { helpWords } from '../words/parts/help.ts';
import { methodWords } from '../words/parts/methods.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/add';

test('[METHOD-3] each way that does not fit the type is shown as not available, with the reason', async () => {
  for (const type of licenseType.options) {
    fakeServer.answer(ordinaryServer(license({ type })));
    renderApp(address);
    for (const method of deploymentMethod.options) {
      const title = await screen.findByRole('heading', { name: methodWords.method[method].name });
      const card = within(title.closest('article') as HTMLElement);
      const fit = methodFits[method][type];
      expect(card.queryAllByText(methodWords.fit.notAvailable)).toHaveLength(fit.fits ? 0 : 1);
      if (!fit.fits) expect(card.getByText(methodWords.fit.reason[fit.reason])).toBeTruthy();
      // METHOD-2
      const discouraged = fit.fits && !fit.recommended;
      expect(card.queryAllByText(methodWords.fit.notRecommended)).toHaveLength(discouraged ? 1 : 0);
    }
    cleanup();
  }
});

test('each way has its help page, with what it does and its steps', async () => {
  fakeServer.answer(ordinaryServer());
  for (const method of deploymentMethod.options) {
    renderApp(`${address}/${method}/help`);
    await screen.findByText(helpWords.help[method].what);
    const steps = Object.values(helpWords.help[method].steps);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(
      expect.arrayContaining(steps),
    );
    cleanup();
  }
});
