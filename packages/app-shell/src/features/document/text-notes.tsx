import { Button } from '@rollcall/client/ui/button.tsx';
import { PlainIconButton } from '@rollcall/client/ui/plain-icon-button.tsx';
import { TextArea } from '@rollcall/client/ui/text-area.tsx';
import { StickyNote, Trash2 } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Note } from './marks.ts';

type TextNotesProps = {
  readonly blockId: string;
  /** How the paragraph begins, to tell its button from the others. */
  readonly start: string;
  readonly notes: readonly Note[];
  /** The text tool is in hand. */
  readonly writing: boolean;
  readonly onAdd: (note: Note) => void;
  readonly onRemove: (note: Note) => void;
};

/** The notes below a paragraph. A half-written one stays when another tool is taken in hand. */
export function TextNotes({ blockId, start, notes, writing, onAdd, onRemove }: TextNotesProps) {
  const t = useTranslations('document');
  const ui = useTranslations('ui');
  const [draft, setDraft] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);

  const close = () => {
    setDraft(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const text = draft?.trim() ?? '';
    if (text !== '') onAdd({ kind: 'note', id: crypto.randomUUID(), blockId, text });
    close();
  };

  if (notes.length === 0 && draft === null && !writing) return null;
  return (
    <div className="mt-2.5 flex flex-col gap-2 text-base">
      {notes.map((note) => (
        <div
          key={note.id}
          className="flex items-start gap-2 rounded-md border-accent border-l-3 bg-accent-soft py-1.5 pr-1 pl-3"
        >
          <p className="min-w-0 flex-1 whitespace-pre-wrap py-1 text-ink text-sm">
            <span className="sr-only">{t('note')}: </span>
            {note.text}
          </p>
          <PlainIconButton
            size="small"
            icon={<Trash2 />}
            label={t('removeNote', { text: note.text.slice(0, 40) })}
            onClick={() => onRemove(note)}
          />
        </div>
      ))}
      {draft !== null && (
        <form onSubmit={save} className="flex flex-col gap-2">
          <TextArea
            label={t('noteLabel')}
            // The person has just pressed the button whose place it takes.
            autoFocus
            rows={2}
            maxLength={2000}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          <div className="flex gap-2">
            <Button type="submit" variant="primary" size="small" disabled={draft.trim() === ''}>
              {t('saveNote')}
            </Button>
            <Button size="small" onClick={close}>
              {ui('cancel')}
            </Button>
          </div>
        </form>
      )}
      {writing && draft === null && (
        <Button
          ref={opener}
          size="small"
          className="w-fit"
          icon={<StickyNote aria-hidden="true" />}
          aria-label={t('addNoteTo', { start })}
          onClick={() => setDraft('')}
        >
          {t('addNote')}
        </Button>
      )}
    </div>
  );
}
