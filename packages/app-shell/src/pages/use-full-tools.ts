import { type FullFeature, fullFeature } from '@rollcall/core/features/feature.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { type RefObject, useRef } from 'react';
import type { Mark } from '../features/document/marks.ts';
import type { FullTool } from '../features/document/toolbar.tsx';
import { useExport } from '../features/document/use-export.ts';
import { featureState } from '../features/entitlement/entitlement.ts';

type FullToolsOptions = {
  readonly inbox: Inbox | null;
  readonly marks: readonly Mark[];
  /** Somebody pressed a tool that is locked. */
  readonly onLockedTool: (feature: FullFeature) => void;
  /** The server refused a feature that looks unlocked. */
  readonly onOutdated: () => void;
};

/** The toolbar's buttons for the full features, and the places in the page that they lead to. */
export function useFullTools({ inbox, marks, onLockedTool, onOutdated }: FullToolsOptions): {
  readonly tools: readonly FullTool[];
  readonly commentField: RefObject<HTMLTextAreaElement | null>;
  readonly recordButton: RefObject<HTMLButtonElement | null>;
  readonly onOutdated: () => void;
} {
  const commentField = useRef<HTMLTextAreaElement>(null);
  const recordButton = useRef<HTMLButtonElement>(null);
  const withComments = featureState(inbox, 'comments') === 'on';
  const exporting = useExport({ marks, withComments, onLocked: onOutdated });
  const uses: Readonly<Record<FullFeature, () => void>> = {
    comments: () => goTo(commentField.current),
    voiceNotes: () => goTo(recordButton.current),
    exportDocument: exporting.start,
  };
  const tools = fullFeature.options.map((feature) => {
    const state = featureState(inbox, feature);
    return {
      feature,
      state,
      busy: feature === 'exportDocument' && exporting.busy,
      onUse: state === 'on' ? uses[feature] : () => onLockedTool(feature),
    };
  });
  return { tools, commentField, recordButton, onOutdated };
}

function goTo(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'center' });
}
