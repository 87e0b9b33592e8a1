import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { keepLastUserType, readLastUserType } from '../../lib/last-user-type.ts';
import { CsvPurpose } from './csv-purpose.tsx';
import { CsvQuestions } from './csv-questions.tsx';
import { CsvReading } from './csv-reading.tsx';
import { DropZone } from './drop-zone.tsx';
import { FileLine } from './file-line.tsx';
import { FileRefusal, LocalProblem } from './file-refusal.tsx';
import type { UploadKind } from './upload-file.ts';
import { UploadStep } from './upload-step.tsx';
import { useCsvUpload } from './use-csv-upload.ts';
import { useFileInspection } from './use-file-inspection.ts';

type CsvUploadProps = {
  readonly license: LicenseView;
  /** Whether people will be invited or added at once. */
  readonly mode: ReactNode;
  /** Gets the run that plans what was uploaded. */
  readonly onRun: (run: RunView) => void;
};

/** What for, which file, how it is read, and off it goes. Nothing has happened to anybody afterwards. */
export function CsvUpload({ license, mode, onRun }: CsvUploadProps) {
  const t = useTranslations('csv');
  const [kind, setKind] = useState<UploadKind>('csv_add');
  const [userType, setUserType] = useState<UserType>(readLastUserType);
  const inspection = useFileInspection(license.id);
  const upload = useCsvUpload(license.id, onRun);
  const chooser = useRef<HTMLButtonElement>(null);
  const reading = useRef<HTMLDivElement>(null);
  const { chosen, inspecting, options } = inspection;
  const seen = chosen?.first ?? null;
  useEffect(() => {
    if (seen !== null) reading.current?.focus();
  }, [seen]);
  const closed = kind === 'csv_add' && license.phase !== 'active';
  const choose = (file: File) => {
    upload.sending.reset();
    void inspection.choose(file);
  };
  const forget = () => {
    upload.sending.reset();
    inspection.forget();
    requestAnimationFrame(() => chooser.current?.focus());
  };
  if (upload.progress !== null) return <UploadStep progress={upload.progress} onStop={upload.stop} />;
  const shown = chosen?.inspection ?? null;
  return (
    <div className="flex flex-col gap-5">
      <CsvPurpose
        kind={kind}
        onKind={setKind}
        mode={mode}
        userType={userType}
        onUserType={(next) => {
          setUserType(next);
          keepLastUserType(next);
        }}
      />
      {chosen === null ? (
        <DropZone button={chooser} onFile={choose} disabled={closed} />
      ) : (
        <FileLine file={chosen.file} looking={inspecting.isPending} onOther={forget} />
      )}
      {chosen?.problem && <LocalProblem problem={chosen.problem} />}
      <FileRefusal title={t('file.lookFailed')} error={inspecting.error} onRetry={inspection.again} />
      <FileRefusal title={t('upload.failed')} error={upload.sending.error} />
      {upload.stopped && (
        <Notice role="status" tone="warning">
          {t('upload.cancelled')}
        </Notice>
      )}
      {chosen !== null && shown !== null && (
        <div ref={reading} tabIndex={-1} className="flex scroll-mt-20 flex-col gap-5 outline-none">
          <CsvQuestions chosen={chosen} inspection={shown} kind={kind} answers={inspection} />
          <CsvReading chosen={chosen} inspection={shown} answers={inspection} />
          <footer className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-t bg-surface px-4 py-3 sm:mx-0 sm:px-0">
            <p className="text-muted text-sm">{t('upload.hint')}</p>
            <Button
              variant="primary"
              className="max-sm:w-full"
              disabled={options === null || closed || inspecting.isPending}
              onClick={() => options && upload.upload({ file: chosen.file, kind, userType, options })}
            >
              {t('upload.button')}
            </Button>
          </footer>
        </div>
      )}
    </div>
  );
}
