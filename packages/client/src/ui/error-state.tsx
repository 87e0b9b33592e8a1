import { CloudAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

type ErrorStateProps = {
  title: ReactNode;
  description?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  /** What support needs to find the failure in the log. */
  correlationId?: string | undefined;
  level?: 1 | 2 | 3;
};

/** Something failed: what, the way to try again, and the reference to quote. */
export function ErrorState(props: ErrorStateProps) {
  const { title, description, onRetry, retrying = false, correlationId, level = 2 } = props;
  const t = useTranslations('ui');
  const Heading = `h${level}` as const;
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-xl bg-negative-soft text-negative-ink">
        <CloudAlert aria-hidden="true" className="size-6" />
      </span>
      <Heading className="font-semibold text-lg">{title}</Heading>
      {description && <p className="mt-1.5 text-pretty text-muted">{description}</p>}
      {onRetry && (
        <div className="mt-5">
          <Button busy={retrying} onClick={onRetry} icon={<RotateCw aria-hidden="true" />}>
            {t('retry')}
          </Button>
        </div>
      )}
      {correlationId && (
        <p className="mt-5 flex flex-wrap items-center justify-center gap-x-2 text-muted text-xs">
          <span>{t('error.correlationId')}</span>
          <code className="select-all font-mono text-ink">{correlationId}</code>
          <CopyButton value={correlationId} label={t('error.copyCorrelationId')} iconOnly />
        </p>
      )}
    </div>
  );
}
