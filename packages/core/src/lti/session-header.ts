/**
 * How a page says which of two sessions it means: one of our origin's pages may stand in a frame of a course, with the
 * session of a launch, beside one in a tab of its own, with the person's. A header of calls, a field of handshakes.
 */
export const sessionHeader = 'x-rollcall-session';
export const launchedSession = 'lti';

/** Where the app stands that a course has launched. */
export const launchedAppPath = '/lti/app/';
