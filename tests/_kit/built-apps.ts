import path from 'node:path';
import { buildApps } from '../../scripts/start/build-apps.ts';

const checkout = path.join(import.meta.dirname, '../..');

/** Builds the apps if their sources changed since the last build, and returns the folder to serve them from. */
export async function builtApps(): Promise<string> {
  await buildApps(checkout, { say: () => {} });
  return checkout;
}
