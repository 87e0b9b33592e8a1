import { useCallback, useEffect, useState } from 'react';
import { listVoiceNotes, removeVoiceNote, saveVoiceNote, type VoiceNote } from './voice-note-store.ts';

/** The person's recordings on this device. `kept` is false once the browser has refused to store one. */
export function useVoiceNotes(personId: string): {
  readonly notes: readonly VoiceNote[];
  readonly kept: boolean;
  add(sound: Blob): Promise<void>;
  remove(id: string): Promise<void>;
} {
  const [notes, setNotes] = useState<readonly VoiceNote[]>([]);
  const [kept, setKept] = useState(true);

  useEffect(() => {
    let current = true;
    listVoiceNotes(personId).then(
      (stored) => current && setNotes(stored),
      () => current && setKept(false),
    );
    return () => {
      current = false;
    };
  }, [personId]);

  const add = useCallback(
    async (sound: Blob) => {
      const note = { id: crypto.randomUUID(), personId, recordedAt: new Date(), sound };
      setNotes((known) => [...known, note]);
      try {
        await saveVoiceNote(note);
      } catch {
        setKept(false);
      }
    },
    [personId],
  );
  const remove = useCallback(async (id: string) => {
    setNotes((known) => known.filter((note) => note.id !== id));
    await removeVoiceNote(id).catch(() => {});
  }, []);
  return { notes, kept, add, remove };
}
