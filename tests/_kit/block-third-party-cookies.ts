import type { Page } from 'playwright-core';

/**
 * Has a page's browser keep and send no cookies for pages within pages, as browsers do more and more. Only cookies that
 * are partitioned are left. Holds from the next navigation on.
 */
export async function blockThirdPartyCookies(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.setCookieControls', {
    enableThirdPartyCookieRestriction: true,
  });
}

/**
 * Has a page's browser keep nothing at all for pages within pages: what they have set is gone at the next step. Redirects
 * cannot be looked into on their way, so it is taken out of the jar.
 */
export async function keepNothingInFrames(page: Page): Promise<void> {
  // Of this tab only: what it opens in others is no page within a page.
  await page.route('http://localhost:*/**', async (route) => {
    await page.context().clearCookies({ domain: 'localhost' });
    await route.continue();
  });
}
