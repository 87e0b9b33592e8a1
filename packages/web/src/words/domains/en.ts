import { domainWords } from '../parts/domains.ts';

/** What the page of domains says on top of the rest, in English. It is fetched with it. */
export const en = { ...domainWords };

type DomainPageWords = typeof en;

declare module '@rollcall/client/words/words.ts' {
  interface Words extends DomainPageWords {}
}
