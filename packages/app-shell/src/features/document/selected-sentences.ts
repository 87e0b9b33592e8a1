/** The sentences that a selection touches, in their order. */
export function sentencesInSelection(page: HTMLElement, selection: Selection): string[] {
  return [...page.querySelectorAll<HTMLElement>('[data-sentence]')]
    .filter((sentence) => selection.containsNode(sentence, true))
    .map((sentence) => sentence.dataset.sentence ?? '');
}
