/** What lies between the page and a dialog. */
export const dialogScrim =
  'fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

const frame =
  'fixed z-40 flex max-h-[92dvh] w-full flex-col border-line bg-overlay text-ink shadow-dialog outline-none ';

/** A dialog's frame: centred from the small breakpoint on, a sheet from below under it. */
export const dialogFrame =
  frame +
  'max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-xl max-sm:border-t max-sm:data-[state=closed]:animate-sheet-out max-sm:data-[state=open]:animate-sheet-in ' +
  'sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[86dvh] sm:rounded-xl sm:border sm:data-[state=closed]:animate-sink-out sm:data-[state=open]:animate-rise-in';

/** The frame of a sheet at the side of the page, over its whole height; on a phone it is the whole screen. */
export const dialogSideFrame =
  'fixed inset-y-0 right-0 z-40 flex w-full flex-col border-line bg-overlay text-ink shadow-dialog outline-none sm:max-w-md sm:border-l data-[state=closed]:animate-side-out data-[state=open]:animate-side-in';

/** The frame of a dialog beside which the page goes on: in the corner, on a phone at the top, clear of the keyboard. */
export const dialogCornerFrame =
  frame +
  'rounded-xl border data-[state=closed]:animate-sink-out data-[state=open]:animate-rise-in ' +
  'max-sm:inset-x-2 max-sm:top-2 max-sm:mx-auto max-sm:w-auto max-sm:max-h-[60dvh] sm:right-6 sm:bottom-6 sm:max-h-[86dvh]';

/** A dialog's row of buttons; on a phone they are stacked, the way forward on top. */
export const dialogFooter =
  'flex flex-col-reverse gap-2 border-line border-t px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:px-6';
