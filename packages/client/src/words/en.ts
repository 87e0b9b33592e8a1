import { accountWords } from './en-account.ts';
import { refusalWords } from './en-refusals.ts';

// The words of what the apps share: primitives below `ui`, signing in below `account`, refusals below `refusal`.
// An app spreads them into its own catalogue: `{ ...uiWords, ...appWords }`. Messages are ICU; instants go through
// `useFormatter` and come in as text.
export const uiWords = {
  account: accountWords,
  refusal: refusalWords,
  ui: {
    close: 'Close',
    cancel: 'Cancel',
    dismiss: 'Dismiss',
    retry: 'Try again',
    busy: 'Working…',
    loading: 'Loading…',
    optional: 'optional',
    required: 'required',
    notifications: 'Notifications',
    clearSearch: 'Clear search',
    skipToContent: 'Skip to the content',
    copy: {
      done: 'Copied',
      failed: 'Could not copy. Select the text and copy it yourself.',
    },
    error: {
      correlationId: 'Reference for support',
      copyCorrelationId: 'Copy the reference',
    },
    sort: {
      ascending: 'sorted ascending',
      descending: 'sorted descending',
    },
    status: {
      accepted: 'Accepted',
      invited: 'Invited',
      rejected: 'Rejected',
    },
    seats: {
      used: 'Used',
      reserved: 'Reserved',
      free: 'Free',
      over: 'Over the limit',
      taken: '{taken, number} of {total, plural, one {# seat} other {# seats}}',
      takenUnlimited: '{taken, plural, one {# seat} other {# seats}}, no limit',
      picture:
        '{pool}: {used, number} used, {reserved, number} reserved, {free, number} free of {total, number} seats.',
      pictureUnlimited: '{pool}: {used, number} used, {reserved, number} reserved, no limit.',
      pictureOver:
        '{pool}: {used, number} used and {reserved, number} reserved, but only {total, number} seats: {over, number} over the limit.',
    },
    connection: {
      live: 'Live',
      liveDetail: 'Changes appear here as they happen.',
      reconnecting: 'Reconnecting…',
      reconnectingDetail: 'What you see may be out of date.',
      offline: 'Offline',
      offlineDetail: 'This device has no connection. What you see may be out of date.',
      stale: 'Not up to date',
      staleDetail: 'Newer changes exist that are not shown yet.',
      asOf: 'As of {time}.',
    },
    theme: {
      label: 'Theme',
      system: 'System',
      light: 'Light',
      dark: 'Dark',
    },
  },
} as const;
