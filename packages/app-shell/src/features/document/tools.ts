import type { LineKind } from './marks.ts';

/** What the person has in hand. Reading is a tool too: it marks nothing. */
export type Tool = 'read' | 'pen' | 'highlighter' | 'text';
export const tools = ['read', 'pen', 'highlighter', 'text'] as const satisfies readonly Tool[];

/** What pressing a sentence does with each tool. The pen underlines: freehand lines need a pointer. */
export const lineOfTool: Readonly<Record<Tool, LineKind | null>> = {
  read: null,
  pen: 'underline',
  highlighter: 'highlight',
  text: null,
};
