const storageKey = 'rollcall.reloadedAt';
/** A second failure this soon is not a new version: reloading again would go in circles. In ms. */
const againMs = 30_000;

/**
 * A page that stayed open while a new version was installed asks for parts that are gone. Loading it anew brings the
 * new version; the address, and what is kept in the session's storage, stay.
 */
export function reloadForNewVersion(): void {
  window.addEventListener('vite:preloadError', () => {
    const reloadedAt = Number(sessionStorage.getItem(storageKey) ?? 0);
    if (Date.now() - reloadedAt < againMs) return;
    sessionStorage.setItem(storageKey, String(Date.now()));
    window.location.reload();
  });
}
