import { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import { openText, sealText } from '../../identity/sealed-text.ts';

/** Longer than the ticket that goes with it. In seconds. */
const lifeS = 60 * 60;
const origins = z.array(z.string());

/** Where the frame of a page stands, for the page after it: only the launch has said. */
export function sealFrame(app: Pick<AppContext, 'env'>, framedBy: readonly string[]): string {
  return sealText(app, 'launch-frame', framedBy, lifeS);
}

export function openFrame(app: Pick<AppContext, 'env'>, sealed: string): readonly string[] | null {
  return openText(app, 'launch-frame', origins, sealed);
}
