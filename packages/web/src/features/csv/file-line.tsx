import { Button } from '@rollcall/client/ui/button.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useSizeText } from './size-text.ts';

type FileLineProps = {
  readonly file: File;
  readonly looking: boolean;
  readonly onOther: () => void;
};

/** The file that was chosen, and the way to choose another. */
export function FileLine({ file, looking, onOther }: FileLineProps) {
  const t = useTranslations('csv.file');
  const size = useSizeText();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-sunken/50 px-4 py-3">
      <FileSpreadsheet aria-hidden="true" className="size-6 shrink-0 text-accent-ink" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere font-medium">
          <bdi>{file.name}</bdi>
        </p>
        <p className="text-muted text-sm">{size(file.size)}</p>
      </div>
      <p role="status" className="flex items-center gap-2 text-muted text-sm">
        {looking && (
          <>
            <Spinner decorative />
            {t('looking')}
          </>
        )}
      </p>
      <Button onClick={onOther}>{t('other')}</Button>
    </div>
  );
}
