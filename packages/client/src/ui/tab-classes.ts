export const tabListClasses = 'flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]';

/** A tab or a link that looks like one: chosen when `data-state=active` or `aria-current=page`. */
export const tabClasses =
  'relative inline-flex h-10.5 shrink-0 items-center gap-2 rounded-t-sm px-3 font-medium text-muted text-sm whitespace-nowrap transition-colors touch:h-12 hover:text-ink focus-visible:-outline-offset-2 [&_svg]:size-4 ' +
  'after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:rounded-full ' +
  'data-[state=active]:text-ink data-[state=active]:after:bg-accent aria-[current=page]:text-ink aria-[current=page]:after:bg-accent ' +
  'forced-colors:data-[state=active]:after:bg-[Highlight] forced-colors:aria-[current=page]:after:bg-[Highlight]';
