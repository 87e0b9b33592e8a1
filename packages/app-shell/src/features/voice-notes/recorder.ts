/** Why nothing was recorded. */
export type RecordingProblem = 'unsupported' | 'denied' | 'noMicrophone' | 'failed';

export interface Recording {
  /** Ends the recording and gives the sound; null when there is none. May be called more than once. */
  stop(): Promise<Blob | null>;
}

/** The longest recording. In ms. */
export const recordingLimitMs = 5 * 60 * 1000;

function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Starts recording from the microphone; gives the reason when it cannot. */
export async function startRecording(): Promise<Recording | RecordingProblem> {
  if (!canRecord()) return 'unsupported';
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    return problemOf(error);
  }
  try {
    return record(stream);
  } catch {
    release(stream);
    return 'failed';
  }
}

function record(stream: MediaStream): Recording {
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  const finished = new Promise<Blob | null>((resolve) => {
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) parts.push(data);
    };
    recorder.onstop = () => {
      release(stream);
      resolve(parts.length > 0 ? new Blob(parts, { type: recorder.mimeType }) : null);
    };
  });
  recorder.start();
  return {
    stop: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      return finished;
    },
  };
}

/** Lets go of the microphone, so that the browser's red dot goes out. */
function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function problemOf(error: unknown): RecordingProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' ? 'noMicrophone' : 'failed';
}
