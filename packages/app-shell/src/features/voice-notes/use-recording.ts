import { useCallback, useEffect, useRef, useState } from 'react';
import { type Recording, type RecordingProblem, recordingLimitMs, startRecording } from './recorder.ts';

/**
 * One recording at a time. It ends by the button, at its limit, or when the component goes (the feature was locked,
 * the page was left): the sound reaches `onSound` in each case.
 */
export function useRecording(onSound: (sound: Blob) => void): {
  /** Since when it records; null while it does not. */
  readonly since: number | null;
  readonly problem: RecordingProblem | null;
  start(): Promise<void>;
  stop(): Promise<void>;
} {
  const [since, setSince] = useState<number | null>(null);
  const [problem, setProblem] = useState<RecordingProblem | null>(null);
  const recording = useRef<Recording | null>(null);
  const gone = useRef(false);
  const deliver = useRef(onSound);
  useEffect(() => {
    deliver.current = onSound;
  });

  const stop = useCallback(async () => {
    const running = recording.current;
    recording.current = null;
    setSince(null);
    const sound = await running?.stop();
    if (sound) deliver.current(sound);
    else if (running) setProblem('failed');
  }, []);

  const start = useCallback(async () => {
    setProblem(null);
    const started = await startRecording();
    if (typeof started === 'string') return setProblem(started);
    // Permission may have been given after the page was left: nobody is there to stop it.
    if (gone.current) return void started.stop();
    recording.current = started;
    setSince(Date.now());
  }, []);

  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(() => void stop(), recordingLimitMs);
    return () => clearTimeout(timer);
  }, [since, stop]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      void stop();
    };
  }, [stop]);

  return { since, problem, start, stop };
}
