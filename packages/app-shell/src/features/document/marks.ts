/** A point of a stroke, as parts of its block's width and height: a page of another width keeps it in its place. */
export type Point = readonly [number, number];

export interface Stroke {
  readonly kind: 'stroke';
  readonly id: string;
  readonly blockId: string;
  readonly points: readonly Point[];
}

export type LineKind = 'highlight' | 'underline';

export interface Line {
  readonly kind: LineKind;
  readonly id: string;
  readonly sentenceId: string;
}

export interface Note {
  readonly kind: 'note';
  readonly id: string;
  readonly blockId: string;
  readonly text: string;
}

export type Mark = Stroke | Line | Note;

export type MarksAction =
  | { readonly type: 'added'; readonly mark: Mark }
  | { readonly type: 'toggled'; readonly kind: LineKind; readonly sentenceId: string }
  | { readonly type: 'marked'; readonly kind: LineKind; readonly sentenceIds: readonly string[] }
  | { readonly type: 'removed'; readonly id: string }
  | { readonly type: 'cleared' }
  | { readonly type: 'undone' }
  | { readonly type: 'read'; readonly marks: readonly Mark[] };

/** What is on the page, and what was before each step, the latest last. */
export interface MarksState {
  readonly marks: readonly Mark[];
  readonly before: readonly (readonly Mark[])[];
}

export const noMarks: MarksState = { marks: [], before: [] };

/** So many steps can be taken back. */
const undoLimit = 100;

export function applyMarks(state: MarksState, action: MarksAction): MarksState {
  switch (action.type) {
    case 'added':
      return step(state, [...state.marks, action.mark]);
    case 'toggled':
      return step(state, toggled(state.marks, action.kind, action.sentenceId));
    case 'marked': {
      const fresh = action.sentenceIds.filter((id) => !hasLine(state.marks, action.kind, id));
      if (fresh.length === 0) return state;
      return step(state, [...state.marks, ...fresh.map((id) => lineOn(action.kind, id))]);
    }
    case 'removed':
      return step(
        state,
        state.marks.filter(({ id }) => id !== action.id),
      );
    case 'cleared':
      return state.marks.length === 0 ? state : step(state, []);
    case 'undone': {
      const previous = state.before.at(-1);
      return previous === undefined ? state : { marks: previous, before: state.before.slice(0, -1) };
    }
    case 'read':
      return { ...state, marks: action.marks };
  }
}

function step(state: MarksState, marks: readonly Mark[]): MarksState {
  return { marks, before: [...state.before, state.marks].slice(-undoLimit) };
}

export function hasLine(marks: readonly Mark[], kind: LineKind, sentenceId: string): boolean {
  return marks.some((mark) => mark.kind === kind && mark.sentenceId === sentenceId);
}

function lineOn(kind: LineKind, sentenceId: string): Mark {
  return { kind, id: crypto.randomUUID(), sentenceId };
}

function toggled(marks: readonly Mark[], kind: LineKind, sentenceId: string): readonly Mark[] {
  if (!hasLine(marks, kind, sentenceId)) return [...marks, lineOn(kind, sentenceId)];
  return marks.filter((mark) => mark.kind !== kind || mark.sentenceId !== sentenceId);
}
