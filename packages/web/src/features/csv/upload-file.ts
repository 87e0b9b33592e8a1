import type { LicenseId, RequestId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { CsvOptions } from '@rollcall/core/runs/csv-contract.ts';
import { expectReadable } from './inspect-file.ts';
import { sendBody } from './send-body.ts';

export type UploadKind = 'csv_add' | 'csv_remove';

export interface Upload {
  readonly licenseId: LicenseId;
  readonly file: File;
  readonly kind: UploadKind;
  readonly userType: UserType;
  readonly options: CsvOptions;
  readonly requestId: RequestId;
}

/** Sends a whole file and returns the run that plans it. Throws as `sendBody` does, and `FileGone`. */
export async function uploadFile(
  upload: Upload,
  signal: AbortSignal,
  onProgress: (sentBytes: number) => void,
): Promise<RunView> {
  const { licenseId, file, kind, userType, options, requestId } = upload;
  await expectReadable(file);
  const query = new URLSearchParams({
    kind,
    userType,
    fileName: file.name,
    options: JSON.stringify(options),
    requestId,
  });
  const url = `/files/licenses/${licenseId}/csv?${query}`;
  return (await sendBody({ url, body: file, signal, onProgress })) as RunView;
}
