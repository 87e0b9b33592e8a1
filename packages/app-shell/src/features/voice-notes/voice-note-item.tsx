import { PlainIconButton } from '@rollcall/client/ui/plain-icon-button.tsx';
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { VoiceNote } from './voice-note-store.ts';

type VoiceNoteItemProps = { readonly note: VoiceNote; readonly onRemove: () => void };

export function VoiceNoteItem({ note, onRemove }: VoiceNoteItemProps) {
  const t = useTranslations('voice');
  const format = useFormatter();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(note.sound);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [note.sound]);
  const time = format.dateTime(note.recordedAt, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <time dateTime={note.recordedAt.toISOString()} className="text-muted text-xs">
          {time}
        </time>
        <PlainIconButton size="small" icon={<Trash2 />} label={t('remove', { time })} onClick={onRemove} />
      </div>
      {/* biome-ignore lint/a11y/useMediaCaption: the person's own voice, recorded a moment ago */}
      <audio controls src={url} aria-label={t('itemLabel', { time })} className="h-10 w-full" />
    </li>
  );
}
