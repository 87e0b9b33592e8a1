// Apart from the schemas, whose library no page loads before it is needed.

/** Domains that a link can name. */
export const namedDomainsLimit = 20;

/** The largest number of people that a link can be for. */
export const linkUsesLimit = 100_000;
