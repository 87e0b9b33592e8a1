import { expect, test } from 'vitest';
import { applyMarks, type Mark, type MarksAction, noMarks } from './marks.ts';
import { readMarks } from './stored-marks.ts';

const note: Mark = { kind: 'note', id: 'n', blockId: 'opening', text: 'hello' };
const stroke: Mark = { kind: 'stroke', id: 's', blockId: 'opening', points: [[0, 0.5]] };
const after = (...actions: MarksAction[]) => actions.reduce(applyMarks, noMarks);

test('a sentence is highlighted by one press and plain again by the next', () => {
  const press: MarksAction = { type: 'toggled', kind: 'highlight', sentenceId: 'opening.0' };
  expect(after(press).marks).toMatchObject([{ kind: 'highlight', sentenceId: 'opening.0' }]);
  expect(after(press, press).marks).toEqual([]);
});

test('a selection marks what is not marked yet and unmarks nothing', () => {
  const state = after(
    { type: 'toggled', kind: 'highlight', sentenceId: 'opening.1' },
    { type: 'marked', kind: 'highlight', sentenceIds: ['opening.0', 'opening.1', 'opening.2'] },
  );
  expect(state.marks).toHaveLength(3);
});

test('undo takes back one step at a time, also a clearing', () => {
  const cleared = after({ type: 'added', mark: note }, { type: 'added', mark: stroke }, { type: 'cleared' });
  expect(cleared.marks).toEqual([]);
  const back = applyMarks(cleared, { type: 'undone' });
  expect(back.marks).toEqual([note, stroke]);
  expect(applyMarks(back, { type: 'undone' }).marks).toEqual([note]);
  expect(applyMarks(noMarks, { type: 'undone' })).toEqual(noMarks);
});

test('what is stored is read back; what cannot be read is left out mark by mark', () => {
  const stored = JSON.stringify([
    note,
    { kind: 'sticker', id: 'x' },
    stroke,
    { ...stroke, points: [['a', 1]] },
  ]);
  expect(readMarks(stored)).toEqual([note, stroke]);
  expect(readMarks('{')).toEqual([]);
  expect(readMarks('{"kind":"note"}')).toEqual([]);
  expect(readMarks(null)).toEqual([]);
});
