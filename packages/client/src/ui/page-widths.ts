/** How wide a page may become: `broad` is for tables, which have use for all the width there is. */
export const pageWidths = {
  narrow: 'max-w-lg',
  wide: 'max-w-2xl',
  broad: 'max-w-3xl',
  full: 'max-w-none',
} as const;

export type PageWidth = keyof typeof pageWidths;
