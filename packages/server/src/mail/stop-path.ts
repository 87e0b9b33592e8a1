/** Where a token is presented: the page for people, and what a mail program's own button asks. */
export const stopPrefix = '/mail/stop/';

export function stopPath(token: string): string {
  return `${stopPrefix}${token}`;
}
