import { mayHelpToRetry } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FileGone } from './inspect-file.ts';
import { type Upload, uploadFile } from './upload-file.ts';

export interface UploadProgress {
  readonly file: File;
  readonly sentBytes: number;
  readonly secondsLeft: number | null;
}

/** Before so much time has passed, the pace says little. In ms. */
const paceAfterMs = 1_000;

type Wanted = Omit<Upload, 'requestId' | 'licenseId'>;

/** Sends a file with progress, until it has arrived or somebody stops it. `onRun` gets the run that plans it. */
export function useCsvUpload(licenseId: LicenseId, onRun: (run: RunView) => void) {
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const [stopped, setStopped] = useState(false);
  const stopper = useRef<AbortController>(undefined);
  const intent = useRef<{ readonly key: string; readonly requestId: RequestId }>(undefined);
  const sending = useMutation({
    mutationFn: (upload: Upload) => {
      const begun = performance.now();
      const { file } = upload;
      const controller = new AbortController();
      stopper.current = controller;
      setProgress({ file, sentBytes: 0, secondsLeft: null });
      return uploadFile(upload, controller.signal, (sent) => {
        const sentBytes = Math.min(sent, file.size);
        setProgress({
          file,
          sentBytes,
          secondsLeft: secondsLeft(file.size, sentBytes, performance.now() - begun),
        });
      });
    },
    onSettled: () => setProgress(null),
  });
  // Who leaves the page stops the upload: nothing of it would be seen any more.
  useEffect(() => () => stopper.current?.abort(), []);

  return {
    progress,
    sending,
    /** True after an upload was stopped by hand, until the next one. */
    stopped,
    upload(wanted: Wanted) {
      const key = JSON.stringify([
        wanted.kind,
        wanted.userType,
        wanted.options,
        wanted.file.name,
        wanted.file.lastModified,
      ]);
      if (intent.current?.key !== key) intent.current = { key, requestId: newRequestId() };
      setStopped(false);
      sending.mutate(
        { ...wanted, licenseId, requestId: intent.current.requestId },
        {
          onSuccess: (run) => {
            intent.current = undefined;
            onRun(run);
          },
          onError: (error) => {
            // Only an upload whose answer was lost is the same one when it is sent again.
            if (!mayHelpToRetry(error) || error instanceof FileGone) intent.current = undefined;
          },
        },
      );
    },
    stop() {
      intent.current = undefined;
      setStopped(true);
      stopper.current?.abort();
      sending.reset();
      setProgress(null);
    },
  };
}

/** At the pace so far; null while that says little. */
function secondsLeft(totalBytes: number, sentBytes: number, elapsedMs: number): number | null {
  if (sentBytes === 0 || elapsedMs < paceAfterMs) return null;
  return ((totalBytes - sentBytes) / sentBytes) * (elapsedMs / 1_000);
}
