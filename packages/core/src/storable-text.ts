/** A database text holds neither NUL nor half a surrogate pair; both become the replacement character. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
