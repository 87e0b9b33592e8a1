import { useDeferred } from '@rollcall/client/ui/use-deferred.ts';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FeatureState } from '../features/entitlement/entitlement.ts';
import { KeptText } from '../features/entitlement/kept-text.tsx';
import { LockedPanel } from '../features/entitlement/locked-panel.tsx';
import { useVoiceNotes } from '../features/voice-notes/use-voice-notes.ts';

type FullFeaturesProps = {
  readonly personId: string;
  readonly stateOf: (feature: FullFeature) => FeatureState;
  readonly commentField: RefObject<HTMLTextAreaElement | null>;
  readonly recordButton: RefObject<HTMLButtonElement | null>;
  readonly onRecording: (recording: boolean) => void;
  readonly onHowTo: (feature: FullFeature) => void;
  readonly onOutdated: () => void;
};

const loadComments = () => import('../features/comments/comments-panel.tsx');
const loadVoiceNotes = () => import('../features/voice-notes/voice-notes-panel.tsx');

/**
 * Comments and voice notes beside the page: working, or visible and locked. They are loaded once a licence unlocks
 * them. What was begun outlasts the lock.
 */
export function FullFeatures(props: FullFeaturesProps) {
  const { personId, stateOf, commentField, recordButton, onRecording, onHowTo, onOutdated } = props;
  const t = useTranslations('document');
  const [draft, setDraft] = useState('');
  const voiceNotes = useVoiceNotes(personId);
  const comments = useDeferred(loadComments, stateOf('comments') === 'on');
  const voice = useDeferred(loadVoiceNotes, stateOf('voiceNotes') === 'on');
  const panels = useRef<HTMLElement>(null);
  const focusedInside = useRef(false);
  const states = `${stateOf('comments')} ${stateOf('voiceNotes')}`;

  useEffect(() => {
    // A panel that was replaced under somebody's hands takes the focus with it: it comes back here, not to nowhere.
    if (states !== '' && focusedInside.current && document.activeElement === document.body)
      panels.current?.focus();
  }, [states]);

  useEffect(() => {
    const follow = (event: FocusEvent) => {
      focusedInside.current = panels.current?.contains(event.target as Node) ?? false;
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, []);

  const waiting = (feature: FullFeature, kept?: ReactNode) => (
    <LockedPanel feature={feature} state={stateOf(feature)} onHowTo={() => onHowTo(feature)} kept={kept} />
  );
  return (
    <aside
      ref={panels}
      tabIndex={-1}
      aria-label={t('panels')}
      className="flex min-w-0 outline-none flex-col gap-5 lg:sticky lg:top-36"
    >
      {comments.part && stateOf('comments') === 'on' ? (
        <comments.part.CommentsPanel
          draft={draft}
          onDraft={setDraft}
          fieldRef={commentField}
          onLocked={onOutdated}
        />
      ) : (
        waiting('comments', <KeptText text={draft} />)
      )}
      {voice.part && stateOf('voiceNotes') === 'on' ? (
        <voice.part.VoiceNotesPanel
          voiceNotes={voiceNotes}
          recordRef={recordButton}
          onRecording={onRecording}
          onLocked={onOutdated}
        />
      ) : (
        waiting('voiceNotes')
      )}
    </aside>
  );
}
