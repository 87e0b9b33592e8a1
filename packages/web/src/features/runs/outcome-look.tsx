import type { OutcomeGroup } from '@rollcall/core/members/outcomes.ts';
import { CircleCheck, CircleMinus, CircleX, MailQuestionMark, PenLine, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** The sign and the colour of each group; the words stand beside them everywhere. */
export const groupLook: Readonly<
  Record<OutcomeGroup, { readonly icon: ReactNode; readonly fill: string; readonly text: string }>
> = {
  added: { icon: <CircleCheck aria-hidden="true" />, fill: 'bg-positive', text: 'text-positive' },
  invited: { icon: <MailQuestionMark aria-hidden="true" />, fill: 'swatch-striped', text: 'text-accent-ink' },
  removed: { icon: <CircleX aria-hidden="true" />, fill: 'bg-negative', text: 'text-negative' },
  changed: { icon: <PenLine aria-hidden="true" />, fill: 'bg-accent', text: 'text-accent-ink' },
  refused: { icon: <TriangleAlert aria-hidden="true" />, fill: 'bg-warning', text: 'text-warning' },
  unchanged: { icon: <CircleMinus aria-hidden="true" />, fill: 'bg-control', text: 'text-muted' },
};
