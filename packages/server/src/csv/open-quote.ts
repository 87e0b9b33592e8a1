/**
 * Where the quote stands that is still open at the end of `text`, the beginning of one record; -1 when none is. Reads
 * quotes as the parser does: they open at the start of a field only, and one that stands where no field ends closes.
 */
export function findOpenQuote(text: string, delimiter: string): number {
  let openedAt = -1;
  let fieldStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (openedAt >= 0) {
      if (sign !== '"') continue;
      if (text.charAt(at + 1) === '"') at += 1;
      else openedAt = -1;
    } else if (sign === '"' && fieldStart) openedAt = at;
    else fieldStart = sign === delimiter;
    if (openedAt >= 0) fieldStart = false;
  }
  return openedAt;
}
