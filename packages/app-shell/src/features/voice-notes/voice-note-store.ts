/** A recording on this device. */
export interface VoiceNote {
  readonly id: string;
  readonly personId: string;
  readonly recordedAt: Date;
  readonly sound: Blob;
}

const storeName = 'voiceNote';

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('rollcall', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(storeName, { keyPath: 'id' }).createIndex('person', 'personId');
  };
  return resultOf(opening);
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore<Result>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  try {
    const transaction = database.transaction(storeName, mode);
    const result = await resultOf(run(transaction.objectStore(storeName)));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    return result;
  } finally {
    database.close();
  }
}

/** The person's recordings, the oldest first. Rejects where the browser stores nothing. */
export async function listVoiceNotes(personId: string): Promise<VoiceNote[]> {
  const notes: VoiceNote[] = await inStore('readonly', (store) => store.index('person').getAll(personId));
  return notes.toSorted((one, other) => one.recordedAt.getTime() - other.recordedAt.getTime());
}

/** Rejects when there is no room, or the browser stores nothing. */
export async function saveVoiceNote(note: VoiceNote): Promise<void> {
  await inStore('readwrite', (store) => store.put(note));
}

export async function removeVoiceNote(id: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id));
}
