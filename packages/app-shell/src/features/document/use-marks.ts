import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { applyMarks, type Mark, type MarksAction, noMarks } from './marks.ts';
import { readMarks } from './stored-marks.ts';

export interface Marks {
  readonly marks: readonly Mark[];
  readonly canUndo: boolean;
  /** False where the browser stores nothing: the marks last as long as the page. */
  readonly kept: boolean;
  dispatch(action: MarksAction): void;
}

/** The marks of one person on this device, in step with the same person's other tabs. */
export function useMarks(personId: string): Marks {
  const key = `rollcall.marks.${personId}`;
  const [state, dispatch] = useReducer(applyMarks, key, (from) => ({ ...noMarks, marks: storedMarks(from) }));
  const [kept, setKept] = useState(true);
  const stored = useRef(state.marks);

  useEffect(() => {
    if (stored.current === state.marks) return;
    stored.current = state.marks;
    setKept(writeMarks(key, state.marks));
  }, [key, state.marks]);

  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== key) return;
      const marks = storedMarks(key);
      stored.current = marks;
      dispatch({ type: 'read', marks });
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, [key]);

  return {
    marks: state.marks,
    canUndo: state.before.length > 0,
    kept,
    dispatch: useCallback((action) => dispatch(action), []),
  };
}

function storedMarks(key: string): readonly Mark[] {
  try {
    return readMarks(localStorage.getItem(key));
  } catch {
    return [];
  }
}

function writeMarks(key: string, marks: readonly Mark[]): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(marks));
    return true;
  } catch {
    return false;
  }
}
