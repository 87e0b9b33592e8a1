/** Milliseconds of the machine's one monotonic clock: the same in every thread, so that they can be subtracted. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
