// @vitest-environment jsdom
import { fakeApi } from '@rollcall/client/fixtures/fake-api.ts';
import { DomainError } from '@rollcall/core/errors.ts';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderForMaria } from '../../fixtures/render-app.tsx';
import { en } from '../../words/en.ts';
import { useVoiceNotes } from './use-voice-notes.ts';
import { VoiceNotesPanel } from './voice-notes-panel.tsx';

const api = fakeApi({ 'document.begin': () => ({ ok: true }) });

const microphone = { on: false };
const getUserMedia = vi.fn();
const letGo = () => {
  microphone.on = false;
};

/** Gives one second of silence when it is stopped. */
class RecorderStandIn {
  state = 'inactive';
  readonly mimeType = 'audio/webm';
  ondataavailable: (event: { data: Blob }) => void = () => {};
  onstop: () => void = () => {};
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.ondataavailable({ data: new Blob(['sound']) });
    this.onstop();
  }
}

beforeEach(() => {
  microphone.on = false;
  getUserMedia.mockReset().mockImplementation(async () => {
    microphone.on = true;
    return { getTracks: () => [{ stop: letGo }] };
  });
  vi.stubGlobal('MediaRecorder', RecorderStandIn);
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  URL.createObjectURL = () => 'blob:sound';
  URL.revokeObjectURL = () => {};
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** As on the page: the notes live above the panel, which the licence may take away. */
function Notes({ onLocked = () => {} }: { onLocked?: () => void }) {
  const voiceNotes = useVoiceNotes('maria');
  const [unlocked, setUnlocked] = useState(true);
  const recordRef = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button type="button" onClick={() => setUnlocked(!unlocked)}>
        license
      </button>
      <p data-testid="kept">{voiceNotes.notes.length}</p>
      {unlocked && (
        <VoiceNotesPanel
          voiceNotes={voiceNotes}
          recordRef={recordRef}
          onRecording={() => {}}
          onLocked={onLocked}
        />
      )}
    </>
  );
}

async function record(onLocked?: () => void) {
  renderForMaria(<Notes {...(onLocked && { onLocked })} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Record' }));
  return user;
}

test('a note is recorded, can be played and removed, and the microphone is let go', async () => {
  const user = await record();
  await user.click(await screen.findByRole('button', { name: 'Stop and save' }));
  expect(await screen.findByLabelText(/^Voice note of/)).toHaveProperty('src', 'blob:sound');
  expect(microphone.on).toBe(false);
  // This browser stores nothing, and says so.
  expect(screen.getByText(en.voice.problem.storage)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Remove the voice note/ }));
  await screen.findByText(en.voice.empty);
});

test('[FEATURE-3] a license that ends while somebody records ends the recording and keeps it', async () => {
  const user = await record();
  await screen.findByRole('button', { name: 'Stop and save' });
  await user.click(screen.getByRole('button', { name: 'license' }));
  await waitFor(() => expect(screen.getByTestId('kept').textContent).toBe('1'));
  expect(microphone.on).toBe(false);
});

test('[FEATURE-2] the server is asked before the microphone is', async () => {
  const onLocked = vi.fn();
  api.answer({
    'document.begin': () => {
      throw new DomainError('FEATURE_LOCKED', { feature: 'voiceNotes', reason: 'no_license' });
    },
  });
  await record(onLocked);
  await screen.findByText(en.refusal.featureLocked.no_license);
  expect(getUserMedia).not.toHaveBeenCalled();
  expect(onLocked).toHaveBeenCalledOnce();
});

test('a microphone that is blocked says where to allow it', async () => {
  getUserMedia.mockRejectedValue(new DOMException('', 'NotAllowedError'));
  await record();
  expect((await screen.findByRole('alert')).textContent).toBe(en.voice.problem.denied);
});
