import type { Browser } from 'playwright-core';
import { type BrowserWindow, launchBrowser, newWindow } from './browser.ts';
import type { TestPerson } from './district.ts';

/** One browser for a test file, and the windows of the present test. */
export class Windows {
  readonly #browser: Browser;
  #open: BrowserWindow[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<Windows> {
    return new Windows(await launchBrowser());
  }

  /**
   * A window of its own on the server at `port`, signed in as `person`, or as nobody. At `localhost`, the sandbox's
   * pages are another site, as Google's are.
   */
  async open(
    port: number,
    person: TestPerson | null,
    viewport: 'wide' | 'phone' = 'wide',
    host: '127.0.0.1' | 'localhost' = '127.0.0.1',
  ): Promise<BrowserWindow> {
    const origin = `http://${host}:${port}`;
    const window = await newWindow(this.#browser, { origin, viewport });
    if (person !== null) {
      await window.context.addCookies([
        { name: 'rollcall', value: person.token, url: origin, httpOnly: true },
      ]);
    }
    this.#open.push(window);
    return window;
  }

  /** Closes the windows of a test; fails if one reported an error that `allow` does not name. */
  async closeAll(allow: readonly (string | RegExp)[] = []): Promise<void> {
    const open = this.#open;
    this.#open = [];
    for (const window of open) {
      await window.expectNoErrors(allow);
      await window.close();
    }
  }

  async quit(): Promise<void> {
    await this.#browser.close();
  }
}
