import { useAccount } from '@rollcall/client/account/account.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { useEffect, useState } from 'react';

interface DraftPlace {
  readonly licenseId: LicenseId;
  readonly source: SyncSource;
}

function draftKey({ source, licenseId }: DraftPlace, personId: string): string {
  return `rollcall.sync.${source}.${personId}.${licenseId}`;
}

/** Forgets what was ticked: what is connected next may be another directory, with other ids. */
export function useForgetDraft(place: DraftPlace): () => void {
  const { personId } = useAccount();
  return () => keep(draftKey(place, personId), null);
}

/**
 * What is ticked and not saved yet, as text. It outlives a reload and other pages, ends with the browser tab, and is
 * each person's own. Before the tab closes the browser asks.
 */
export function useSelectionDraft(place: DraftPlace, saved: string) {
  const { personId } = useAccount();
  const key = draftKey(place, personId);
  const [draft, setDraft] = useState(() => read(key));
  const isDirty = draft !== null && draft !== saved;
  useEffect(() => {
    keep(key, isDirty ? draft : null);
    if (draft !== null && !isDirty) setDraft(null);
  }, [key, draft, isDirty]);
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  return { value: draft ?? saved, isDirty, set: setDraft, discard: () => setDraft(null) };
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, draft: string | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, draft);
  } catch {
    // Where there is no storage, it lasts as long as the page.
  }
}
