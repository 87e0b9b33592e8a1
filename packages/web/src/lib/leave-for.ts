/** Goes to a page of somebody else. What has to be kept is kept by then. */
export function leaveFor(url: string): void {
  window.location.assign(url);
}
