import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

// public/theme.js reads the same key before the first paint.
const storageKey = 'rollcall.theme';
const changed = new EventTarget();

/** The theme this browser was told to use, and the way to tell it. Follows other tabs. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme), saveTheme];
}

function readTheme(): Theme {
  try {
    const saved = localStorage.getItem(storageKey);
    return saved === 'light' || saved === 'dark' ? saved : 'system';
  } catch {
    return shownTheme();
  }
}

function saveTheme(theme: Theme): void {
  show(theme);
  try {
    if (theme === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // Storage is forbidden here: the choice lasts as long as the page.
  }
  changed.dispatchEvent(new Event('change'));
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function shownTheme(): Theme {
  const shown = document.documentElement.dataset.theme;
  return shown === 'light' || shown === 'dark' ? shown : 'system';
}

function subscribe(onChange: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== storageKey && event.key !== null) return;
    show(readTheme());
    onChange();
  };
  changed.addEventListener('change', onChange);
  window.addEventListener('storage', onStorage);
  return () => {
    changed.removeEventListener('change', onChange);
    window.removeEventListener('storage', onStorage);
  };
}
