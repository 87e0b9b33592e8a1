const storageKey = 'rollcall.reloadedAt';
/** A second failure this soon is not a new version: reloading again would go in circles. In ms. */
const againMs = 30_000;

/**
 * A page that stayed open while a new version was installed asks for parts that are gone. Loading it anew brings the
 * new version; the address, and what is kept in the session's storage, stay.
 */
export function reloadForNewVersion(): void {
  window.addEventListener('vite:preloadError', () => void reloadIfServed());
}

/**
 * Loads the page anew, unless that was done a moment ago, or would put the browser's own error in its place because
 * nobody answers. A browser does not ask again for a part that once failed, so there is no other way to get it.
 */
export async function reloadIfServed(): Promise<void> {
  const reloadedAt = readReloadedAt();
  if (reloadedAt === null || Date.now() - reloadedAt < againMs || !(await isServed())) return;
  sessionStorage.setItem(storageKey, String(Date.now()));
  window.location.reload();
}

/** Null where the browser keeps nothing, as for some frames: then nothing would tell that it goes in circles. */
function readReloadedAt(): number | null {
  try {
    return Number(sessionStorage.getItem(storageKey) ?? 0);
  } catch {
    return null;
  }
}

async function isServed(): Promise<boolean> {
  try {
    return (await fetch(window.location.pathname, { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
