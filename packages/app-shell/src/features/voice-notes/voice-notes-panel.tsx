import { CallFailure } from '@rollcall/client/account/call-failure.tsx';
import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Mic, Square } from 'lucide-react';
import { type RefObject, useEffect, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRecording } from './use-recording.ts';
import type { useVoiceNotes } from './use-voice-notes.ts';
import { VoiceNoteItem } from './voice-note-item.tsx';

type VoiceNotesPanelProps = {
  /** They live above the panel, so that a recording that ends with the licence still finds its place. */
  readonly voiceNotes: ReturnType<typeof useVoiceNotes>;
  readonly recordRef: RefObject<HTMLButtonElement | null>;
  readonly onRecording: (recording: boolean) => void;
  readonly onLocked: () => void;
};

/** Records and plays notes by voice. */
export function VoiceNotesPanel({ voiceNotes, recordRef, onRecording, onLocked }: VoiceNotesPanelProps) {
  const t = useTranslations('voice');
  const announce = useAnnounce();
  const titleId = useId();
  const { notes, kept, add, remove } = voiceNotes;
  const { since, problem, start, stop } = useRecording((sound) => {
    announce(t('saved'));
    void add(sound);
  });
  const begin = api.document.begin.useMutation({
    onSuccess: start,
    onError: (error) => {
      if (refusalOf(error)?.code === 'FEATURE_LOCKED') onLocked();
    },
  });
  const recording = since !== null;

  useEffect(() => {
    onRecording(recording);
    if (recording) announce(t('started'));
    return () => onRecording(false);
  }, [recording, onRecording, announce, t]);

  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        icon={<Mic aria-hidden="true" />}
        titleId={titleId}
        title={t('title')}
        description={t('description')}
      />
      <CardBody className="flex flex-col gap-4">
        {notes.length === 0 ? (
          !recording && <p className="text-muted text-sm">{t('empty')}</p>
        ) : (
          <ul aria-label={t('list')} className="flex flex-col gap-3">
            {notes.map((note) => (
              <VoiceNoteItem
                key={note.id}
                note={note}
                onRemove={() => {
                  void remove(note.id);
                  announce(t('removed'));
                  recordRef.current?.focus();
                }}
              />
            ))}
          </ul>
        )}
        {problem && (
          <Notice tone="warning" role="alert">
            {t(`problem.${problem}`)}
          </Notice>
        )}
        {!kept && <Notice tone="warning">{t('problem.storage')}</Notice>}
        <CallFailure error={begin.error} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          {recording ? <Clock since={since} /> : <span className="text-muted text-xs">{t('limit')}</span>}
          <Button
            ref={recordRef}
            size="small"
            variant={recording ? 'danger' : 'secondary'}
            busy={begin.isPending}
            icon={recording ? <Square aria-hidden="true" /> : <Mic aria-hidden="true" />}
            onClick={() => (recording ? void stop() : begin.mutate({ feature: 'voiceNotes' }))}
          >
            {t(recording ? 'stop' : 'record')}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}

function Clock({ since }: { readonly since: number }) {
  const t = useTranslations('voice');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <span className="inline-flex items-center gap-2 text-sm tabular-nums">
      <span aria-hidden="true" className="size-2.5 animate-breathe rounded-full bg-negative" />
      {t('recording', { time })}
    </span>
  );
}
