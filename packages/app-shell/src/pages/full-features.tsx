import { type RefObject, useState } from 'react';
import { CommentsPanel } from '../features/comments/comments-panel.tsx';
import type { FeatureState, FullFeature } from '../features/entitlement/entitlement.ts';
import { LockedPanel } from '../features/entitlement/locked-panel.tsx';
import { useVoiceNotes } from '../features/voice-notes/use-voice-notes.ts';
import { VoiceNotesPanel } from '../features/voice-notes/voice-notes-panel.tsx';

type FullFeaturesProps = {
  readonly personId: string;
  readonly stateOf: (feature: FullFeature) => FeatureState;
  readonly commentField: RefObject<HTMLTextAreaElement | null>;
  readonly recordButton: RefObject<HTMLButtonElement | null>;
  readonly onRecording: (recording: boolean) => void;
  readonly onHowTo: (feature: FullFeature) => void;
  readonly onOutdated: () => void;
};

/** Comments and voice notes beside the page: working, or visible and locked. What was begun outlasts the lock. */
export function FullFeatures(props: FullFeaturesProps) {
  const { personId, stateOf, commentField, recordButton, onRecording, onHowTo, onOutdated } = props;
  const [draft, setDraft] = useState('');
  const voiceNotes = useVoiceNotes(personId);
  const locked = (feature: FullFeature) => (
    <LockedPanel
      feature={feature}
      checking={stateOf(feature) === 'checking'}
      onHowTo={() => onHowTo(feature)}
    />
  );
  return (
    <aside className="flex min-w-0 flex-col gap-5">
      {stateOf('comments') === 'on' ? (
        <CommentsPanel draft={draft} onDraft={setDraft} fieldRef={commentField} onLocked={onOutdated} />
      ) : (
        locked('comments')
      )}
      {stateOf('voiceNotes') === 'on' ? (
        <VoiceNotesPanel
          voiceNotes={voiceNotes}
          recordRef={recordButton}
          onRecording={onRecording}
          onLocked={onOutdated}
        />
      ) : (
        locked('voiceNotes')
      )}
    </aside>
  );
}
