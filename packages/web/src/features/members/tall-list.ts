/**
 * Browsers lay out no element that is taller than some 17 to 33 million px; a million rows are taller. A list that is
 * too tall is drawn shorter: true to scale near its ends, where people look, and pressed together in the middle.
 * *Place* is where something stands in the whole list, *spot* where it stands in the shorter one; both in px.
 */
export const tallestPx = 12_000_000;
/** So far from either end nothing is pressed together. */
const plainPx = 3_000_000;

export function drawnHeight(wholePx: number): number {
  return Math.min(wholePx, tallestPx);
}

/** The spot at which the place at the top of the screen is drawn. `viewPx`: the height of the screen. */
export function spotOf(place: number, wholePx: number, viewPx: number): number {
  if (wholePx <= tallestPx) return place;
  const { places, spots } = middle(wholePx, viewPx);
  if (place <= plainPx) return place;
  if (place >= plainPx + places) return place - places + spots;
  return plainPx + ((place - plainPx) / places) * spots;
}

/** The place that is drawn at a spot. */
export function placeOf(spot: number, wholePx: number, viewPx: number): number {
  if (wholePx <= tallestPx) return spot;
  const { places, spots } = middle(wholePx, viewPx);
  if (spot <= plainPx) return spot;
  if (spot >= plainPx + spots) return spot - spots + places;
  return plainPx + ((spot - plainPx) / spots) * places;
}

function middle(wholePx: number, viewPx: number) {
  const ends = 2 * plainPx + viewPx;
  return { places: wholePx - ends, spots: tallestPx - ends };
}
