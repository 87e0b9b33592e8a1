import { type KeyboardEvent, useRef, useState } from 'react';
import type { OuRow } from './ou-forest.ts';

/** Letters that follow each other faster than this are one word. In ms. */
const typingMs = 700;
/** So many lines the page keys go. */
const pageLines = 10;

type TreeKeysProps = {
  readonly rows: readonly OuRow[];
  readonly onOpen: (id: string, open: boolean) => void;
  readonly onTick: (id: string) => void;
  /** The keyboard stands on another line, which has to be in sight. */
  readonly onMove: (index: number) => void;
};

/**
 * The keys of a tree as people know them: up and down through its lines, right and left to open, to close and to go in
 * and out, Space to tick, letters to jump. `active` is the line on which the keyboard stands.
 */
export function useTreeKeys({ rows, onOpen, onTick, onMove }: TreeKeysProps) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const typed = useRef({ text: '', at: 0 });
  const found = rows.findIndex(({ unit }) => unit.id === activeId);
  const active = Math.max(0, found);
  const go = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[next];
    if (row === undefined) return;
    setActiveId(row.unit.id);
    onMove(next);
  };
  const jump = (letter: string) => {
    const now = Date.now();
    const text = (now - typed.current.at < typingMs ? typed.current.text : '') + letter.toLocaleLowerCase();
    typed.current = { text, at: now };
    const from = text.length === 1 ? active + 1 : active;
    const index = [...rows.keys()]
      .map((offset) => (from + offset) % rows.length)
      .find((at) => rows[at]?.unit.name.toLocaleLowerCase().startsWith(text));
    if (index !== undefined) go(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key];
    if (action !== undefined) action({ row, rows, active, go, onOpen, onTick });
    else if (event.key.length === 1) jump(event.key);
    else return;
    event.preventDefault();
  };
  return {
    active,
    setActive: (index: number) => setActiveId(rows[index]?.unit.id ?? null),
    onKeyDown,
  };
}

type Press = Omit<TreeKeysProps, 'onMove'> & {
  readonly row: OuRow;
  readonly active: number;
  readonly go: (index: number) => void;
};

const tick = ({ row, onTick }: Press) => onTick(row.unit.id);

const actions: Readonly<Record<string, (press: Press) => void>> = {
  ArrowDown: ({ active, go }) => go(active + 1),
  ArrowUp: ({ active, go }) => go(active - 1),
  PageDown: ({ active, go }) => go(active + pageLines),
  PageUp: ({ active, go }) => go(active - pageLines),
  Home: ({ go }) => go(0),
  End: ({ rows, go }) => go(rows.length - 1),
  ArrowRight: ({ row, active, go, onOpen }) => {
    if (row.isOpen === true) go(active + 1);
    else if (row.isOpen === false) onOpen(row.unit.id, true);
  },
  ArrowLeft: ({ row, rows, active, go, onOpen }) => {
    if (row.isOpen === true) onOpen(row.unit.id, false);
    else go(rows.findLastIndex(({ level }, index) => index < active && level < row.level));
  },
  '*': ({ row, rows, onOpen }) => {
    for (const one of rows) if (one.level === row.level && one.isOpen === false) onOpen(one.unit.id, true);
  },
  ' ': tick,
  Enter: tick,
};
