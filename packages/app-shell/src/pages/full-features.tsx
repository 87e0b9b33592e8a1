import { useDeferred } from '@rollcall/client/ui/use-deferred.ts';
import { type RefObject, useState } from 'react';
import type { FeatureState, FullFeature } from '../features/entitlement/entitlement.ts';
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
  const [draft, setDraft] = useState('');
  const voiceNotes = useVoiceNotes(personId);
  const comments = useDeferred(loadComments, stateOf('comments') === 'on');
  const voice = useDeferred(loadVoiceNotes, stateOf('voiceNotes') === 'on');
  const waiting = (feature: FullFeature) => (
    <LockedPanel
      feature={feature}
      checking={stateOf(feature) !== 'locked'}
      onHowTo={() => onHowTo(feature)}
    />
  );
  return (
    <aside className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-36">
      {comments.part && stateOf('comments') === 'on' ? (
        <comments.part.CommentsPanel
          draft={draft}
          onDraft={setDraft}
          fieldRef={commentField}
          onLocked={onOutdated}
        />
      ) : (
        waiting('comments')
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
