import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardFooter } from '@rollcall/client/ui/card.tsx';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { ProgressBar } from '../../lib/progress-bar.tsx';
import { useTimeLeft } from '../../lib/time-left.ts';
import { useSizeText } from './size-text.ts';
import type { UploadProgress } from './use-csv-upload.ts';

type UploadStepProps = { readonly progress: UploadProgress; readonly onStop: () => void };

/** A file on its way: how much has left, how much longer, and the way to stop it. */
export function UploadStep({ progress, onStop }: UploadStepProps) {
  const t = useTranslations('csv.upload');
  const size = useSizeText();
  const timeLeft = useTimeLeft();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { file, sentBytes, secondsLeft } = progress;
  const arrived = sentBytes >= file.size;
  const sent = t('sent', { sent: size(sentBytes), total: size(file.size) });
  const left = arrived ? t('arriving') : secondsLeft === null ? null : timeLeft(secondsLeft);
  return (
    <Card aria-labelledby="csv-upload">
      <CardBody className="flex flex-col gap-3">
        <h3
          id="csv-upload"
          ref={title}
          tabIndex={-1}
          className="wrap-anywhere font-semibold text-lg outline-none"
        >
          {t('title', { file: file.name })}
        </h3>
        <ProgressBar
          label={t('title', { file: file.name })}
          value={arrived ? null : sentBytes / file.size}
          text={left === null ? sent : `${sent}, ${left}`}
        />
        <p className="flex flex-wrap justify-between gap-x-4 text-muted text-sm tabular-nums">
          <span>{sent}</span>
          <span>{left}</span>
        </p>
      </CardBody>
      <CardFooter>
        <Button onClick={onStop}>{t('cancel')}</Button>
      </CardFooter>
    </Card>
  );
}
