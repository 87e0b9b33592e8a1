/** Input types that are operated, not typed into. */
const operated = new Set([
  'button',
  'checkbox',
  'color',
  'file',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
]);

/** Whether the focus is where text is typed: a dialog that took it would swallow words, or be answered by them. */
export function isTyping(focused: Element | null): boolean {
  if (focused instanceof HTMLInputElement) return !operated.has(focused.type);
  if (focused instanceof HTMLTextAreaElement) return true;
  return focused instanceof HTMLElement && focused.isContentEditable;
}
