/** Joins the class names that apply. A caller's `className` is for its place in the layout, not for its looks. */
export function classNames(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
