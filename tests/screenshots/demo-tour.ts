import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

const viewport = { width: 1280, height: 800 };
/** The large upload takes its time on a small machine. In ms. */
const waitMs = 30_000;

/** A visitor of the demo: is several people at once, saves the start page's files, and takes pictures. */
export class DemoTour {
  readonly taken: string[] = [];
  readonly #browser: Browser;
  readonly #port: number;
  readonly #folder: string;

  constructor(browser: Browser, port: number, folder: string) {
    this.#browser = browser;
    this.#port = port;
    this.#folder = folder;
  }

  /** A window of one of the demo's people, signed in by opening their address. */
  async as(label: string): Promise<Page> {
    const page = await this.#open(`http://${label}.localhost:${this.#port}`);
    await page.goto('/');
    await page.waitForURL(/\/(admin|app)\//);
    return page;
  }

  /** A window of somebody who is not signed in. */
  async asNobody(): Promise<Page> {
    return this.#open(`http://localhost:${this.#port}`);
  }

  /** The administrator's window, on a licence. Returns the licence's address too. */
  async onLicense(label: string, license: string): Promise<{ page: Page; base: string }> {
    const page = await this.as(label);
    await page.getByRole('link', { name: license }).first().click();
    await page.waitForURL(/\/licenses\/[^/]+$/);
    return { page, base: new URL(page.url()).pathname };
  }

  /** A file of the start page, as the browser saves it. */
  async file(name: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
    const page = await this.#open(`http://localhost:${this.#port}`);
    await page.goto('/');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    const buffer = await readFile(await download.path());
    await page.context().close();
    return { name: download.suggestedFilename(), mimeType: 'text/csv', buffer };
  }

  async picture(page: Page, name: string): Promise<void> {
    await page.mouse.move(0, viewport.height - 1);
    await page.screenshot({
      path: path.join(this.#folder, `${name}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
    this.taken.push(`${name}.png`);
  }

  /** Only one thing on the page. */
  async part(place: Locator, name: string): Promise<void> {
    await place.screenshot({
      path: path.join(this.#folder, `${name}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
    this.taken.push(`${name}.png`);
  }

  async #open(baseURL: string): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport,
      baseURL,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(waitMs);
    return context.newPage();
  }
}
