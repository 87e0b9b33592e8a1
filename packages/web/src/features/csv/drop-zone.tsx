import { Button } from '@rollcall/client/ui/button.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import { FileUp } from 'lucide-react';
import { type DragEvent, type RefObject, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

type DropZoneProps = {
  readonly onFile: (file: File) => void;
  readonly disabled: boolean;
  readonly button: RefObject<HTMLButtonElement | null>;
};

/** Where a file is dropped or chosen. The button does all of it for whoever does not drag. */
export function DropZone({ onFile, disabled, button }: DropZoneProps) {
  const t = useTranslations('csv.drop');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [several, setSeveral] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file, ...more] = event.dataTransfer.files;
    setSeveral(more.length > 0);
    if (file !== undefined && more.length === 0 && !disabled) onFile(file);
  };
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-col items-center gap-3 rounded-lg border-2 border-dashed px-6 py-10 text-center transition-colors ${
          over ? 'border-accent bg-accent-soft' : 'border-control/60 bg-sunken/50'
        }`}
      >
        <FileUp aria-hidden="true" className="size-8 text-accent-ink" />
        <p className="font-medium max-sm:hidden">{over ? t('now') : t('title')}</p>
        <p aria-hidden="true" className="text-muted text-sm max-sm:hidden">
          {t('or')}
        </p>
        <Button ref={button} data-step disabled={disabled} onClick={() => input.current?.click()}>
          {t('choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
          aria-label={t('label')}
          tabIndex={-1}
          disabled={disabled}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen again after it was corrected.
            event.target.value = '';
            setSeveral(false);
            if (file !== undefined) onFile(file);
          }}
        />
        <p className="max-w-prose text-muted text-sm">{t('hint')}</p>
      </div>
      {several && (
        <p role="alert" className="font-medium text-negative-ink text-sm">
          {t('one')}
        </p>
      )}
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm">
        <a href="/files/sample.csv" download className={textLinkClasses}>
          {t('sample')}
        </a>
        <span className="text-muted">{t('large')}</span>
      </p>
    </div>
  );
}
