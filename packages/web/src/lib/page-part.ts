/** The code of a page could not be loaded: no connection, or an older version's file that is gone. */
export class PartNotLoaded extends Error {
  override readonly name = 'PartNotLoaded';
}

/**
 * Loads a page's code; fails with `PartNotLoaded`. The router reloads the document for errors that it knows as missing
 * modules, also where no server answers, and then nothing is left of the page.
 */
export function pagePart<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    try {
      return await load();
    } catch (cause) {
      throw new PartNotLoaded('The code of this page could not be loaded.', { cause });
    }
  };
}
