/** The seats of one pool. `total` null: as many as one likes. */
export type SeatCounts = { total: number | null; used: number; reserved: number };

export type SeatShare = {
  usedPercent: number;
  reservedPercent: number;
  /** Where the limit lies in the picture: 100 unless more are taken than there are. */
  limitPercent: number;
  free: number;
  over: number;
};

/** How the picture is divided. Over the limit it grows to what is taken, so that nothing is cut off. */
export function seatShare({ total, used, reserved }: SeatCounts): SeatShare {
  const taken = used + reserved;
  if (total === null)
    return { usedPercent: 0, reservedPercent: 0, limitPercent: 100, free: Infinity, over: 0 };
  const whole = Math.max(total, taken, 1);
  return {
    usedPercent: (used / whole) * 100,
    reservedPercent: (reserved / whole) * 100,
    limitPercent: total >= taken ? 100 : (total / whole) * 100,
    free: Math.max(total - taken, 0),
    over: Math.max(taken - total, 0),
  };
}
