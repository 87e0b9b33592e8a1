import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { useFormatter, useTranslations } from 'use-intl';

/** Puts features into words: "comments and export". */
export function useFeatureNames(): (features: readonly FullFeature[]) => string {
  const t = useTranslations('unlock.name');
  const { list } = useFormatter();
  return (features) => list(features.map((name) => t(name)));
}
