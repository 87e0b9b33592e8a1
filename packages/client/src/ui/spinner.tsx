import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

type SpinnerProps = { label?: string; decorative?: boolean; className?: string };

/** Says that something is under way. `decorative` where words beside it already say so. */
export function Spinner({ label, decorative = false, className }: SpinnerProps) {
  const t = useTranslations('ui');
  return (
    <span className={classNames('inline-flex', className)}>
      <LoaderCircle aria-hidden="true" className="size-[1.15em] animate-spin" />
      {!decorative && <VisuallyHidden>{label ?? t('loading')}</VisuallyHidden>}
    </span>
  );
}
