import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { Download, type LucideIcon, MessageSquareText, Mic } from 'lucide-react';

const icons: Readonly<Record<FullFeature, LucideIcon>> = {
  comments: MessageSquareText,
  voiceNotes: Mic,
  exportDocument: Download,
};

/** The feature as the app's toolbar shows it. */
export function FeatureIcon({ feature }: { readonly feature: FullFeature }) {
  const Icon = icons[feature];
  return <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />;
}
