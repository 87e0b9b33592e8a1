import { fail } from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { findExecutable } from './browser-executable.ts';

const WAIT_MS = 5_000;
const NAVIGATION_MS = 15_000;

const VIEWPORTS = {
  wide: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
} satisfies Record<string, BrowserContextOptions>;

const ACCESSIBILITY_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export type BrowserWindow = {
  context: BrowserContext;
  page: Page;
  /** What has gone wrong in any page of this window so far, one line each. */
  problems: readonly string[];
  /**
   * Fails if a page logged an error, threw, or could not load something. `allow` names the lines a test
   * provokes: a text they contain or an expression they match.
   */
  expectNoErrors(allow?: readonly (string | RegExp)[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * A headless Chromium, to be closed by the caller. It gets no flags beyond Playwright's own, save one:
 * `--no-sandbox` (`chromiumSandbox: false`) as root, for whom Chromium refuses to start with a sandbox, and,
 * with a warning, on kernels that give ordinary users none. Web security stays on.
 */
export async function launchBrowser(): Promise<Browser> {
  const executable = await findExecutable();
  if (process.getuid?.() === 0) return launch({ ...executable, chromiumSandbox: false });
  try {
    return await launch({ ...executable, chromiumSandbox: true });
  } catch (error) {
    if (
      !/sandboxing failed|no usable sandbox|failed to move to new namespace/i.test(
        String((error as Error).cause),
      )
    )
      throw error;
    process.emitWarning(
      'Chromium finds no sandbox here (ordinary users get no user namespaces): the test browser runs without one.',
    );
    return launch({ ...executable, chromiumSandbox: false });
  }
}

async function launch(options: LaunchOptions): Promise<Browser> {
  try {
    return await chromium.launch(options);
  } catch (cause) {
    const what = options.executablePath ?? 'The installed Chrome';
    throw new Error(`${what} does not start. ROLLCALL_CHROMIUM may name another Chromium or Chrome.`, {
      cause,
    });
  }
}

/**
 * A window of its own: nothing is shared with other windows, cookies least of all. `page.goto('/path')` is
 * relative to `origin`; Chromium itself resolves every `*.localhost` to the loopback address.
 */
export async function newWindow(
  browser: Browser,
  { origin, viewport = 'wide' }: { origin: string; viewport?: keyof typeof VIEWPORTS },
): Promise<BrowserWindow> {
  const context = await browser.newContext({
    ...VIEWPORTS[viewport],
    baseURL: origin,
    // A half-faded text has too little contrast: nothing that is looked at may still be moving.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(WAIT_MS);
  context.setDefaultNavigationTimeout(NAVIGATION_MS);
  const problems = recordProblems(context);
  return {
    context,
    page: await context.newPage(),
    problems,
    expectNoErrors: async (allow = []) => {
      // Events and answers share one pipe: after a round trip, what happened before it has been recorded.
      await Promise.all(context.pages().map((page) => page.evaluate(() => 0).catch(() => {})));
      const left = problems.filter((line) => !allow.some((allowed) => matches(line, allowed)));
      if (left.length > 0) fail(`The browser reported ${left.length} problem(s):\n${left.join('\n')}`);
    },
    close: () => context.close(),
  };
}

function recordProblems(context: BrowserContext): string[] {
  const problems: string[] = [];
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url, lineNumber } = message.location();
    problems.push(`console: ${message.text()} (${url}:${lineNumber})`);
  });
  context.on('weberror', (webError) => {
    const error = webError.error();
    problems.push(`uncaught: ${error.stack || error.message} (${webError.page()?.url()})`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // The page took it back itself: it navigated away or aborted a fetch it no longer needs.
    if (why === 'net::ERR_ABORTED') return;
    problems.push(`request: ${request.method()} ${request.url()}: ${why}`);
  });
  return problems;
}

function matches(line: string, allowed: string | RegExp): boolean {
  return typeof allowed === 'string' ? line.includes(allowed) : allowed.test(line);
}

/** Fails with one paragraph per broken rule of WCAG 2.2 A and AA, or of axe's best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(ACCESSIBILITY_TAGS).analyze();
  if (violations.length === 0) return;
  const paragraphs = violations.map(({ id, impact, help, helpUrl, nodes }) => {
    const places = nodes.map((node) => {
      const why = [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
      return `  ${node.target.join(' ')}\n    ${node.html}\n    ${why}`;
    });
    return [`${id} (${impact ?? 'unrated'}): ${help} ${helpUrl}`, ...places].join('\n');
  });
  fail(`${page.url()} breaks ${violations.length} rule(s) of accessibility:\n\n${paragraphs.join('\n\n')}`);
}
