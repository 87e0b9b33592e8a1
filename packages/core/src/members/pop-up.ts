/** A person's pop-up may come back at most once in this time, whoever asks (SPEC INVITE-5, B20). In ms. */
const rearmIntervalMs = 24 * 60 * 60 * 1000;

/** Whether a pop-up that was on screen before may come back now. `lastRearmedAt` is null when it never came back. */
export function mayRearm(lastRearmedAt: Date | null, now: Date): boolean {
  return lastRearmedAt === null || now.getTime() - lastRearmedAt.getTime() >= rearmIntervalMs;
}

/** When the pop-up may be armed again, for the answer to an admin who reminds too early. */
export function rearmableAt(lastRearmedAt: Date): Date {
  return new Date(lastRearmedAt.getTime() + rearmIntervalMs);
}

/** Whether the pop-up of an open invite wants to be on screen: armed, and not closed since. */
export function wantsPopUp(armedAt: Date | null, dismissedAt: Date | null): boolean {
  return armedAt !== null && (dismissedAt === null || dismissedAt < armedAt);
}
