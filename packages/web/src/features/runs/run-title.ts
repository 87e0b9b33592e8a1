import type { RunView } from '@rollcall/core/runs/contract.ts';
import { useTranslations } from 'use-intl';

/** What people call a run: `Upload #12`. */
export function useRunTitle(): (run: Pick<RunView, 'kind' | 'number'>) => string {
  const t = useTranslations('run');
  return ({ kind, number }) => t('title', { kind: t(`kind.${kind}`), number: String(number) });
}
