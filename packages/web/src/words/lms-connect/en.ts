import { lmsConnectWords } from '../parts/lms-connect.ts';

/** What the page that connects a teacher says on top of the rest, in English. It is fetched with it. */
export const en = { ...lmsConnectWords };

type LmsConnectPageWords = typeof en;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends LmsConnectPageWords {}
}
