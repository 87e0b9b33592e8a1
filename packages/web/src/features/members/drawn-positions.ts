/** The positions that are drawn, in order: those around the screen, and the one that has the focus wherever it is. */
export function drawnPositions(from: number, to: number, focused: number | null): readonly number[] {
  const positions: number[] = [];
  if (focused !== null && focused < from) positions.push(focused);
  for (let position = from; position <= to; position += 1) positions.push(position);
  if (focused !== null && focused > to) positions.push(focused);
  return positions;
}
