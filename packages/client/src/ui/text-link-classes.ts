/** The looks of a link inside text. */
export const textLinkClasses =
  'rounded-xs font-medium text-accent-ink underline decoration-accent-line decoration-2 underline-offset-3 hover:decoration-current';
