// In place of a page whose code could not be loaded.
export const waitingWords = {
  title: 'This page could not be loaded yet',
  description:
    'There may be no connection to Rollcall. The page opens by itself as soon as it can be loaded.',
} as const;
