// Apart from the schemas, whose library no page loads before it is needed.

/** The query with which a sign-in elsewhere that did not end with a session says how it ended. */
export const signInEndingQuery = 'sign-in';

const ownPlace = /^\/(?:admin|app)(?:[/?][\w\-./~%?=&+,:@!*'()[\]]*)?$/;
const stepOut = /\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/** Whether a path, with its query, is a place of our own apps, and nothing that a browser could read as another host. */
export function isReturnPath(path: string): boolean {
  return path.length <= 1_000 && ownPlace.test(path) && !stepOut.test(path);
}
