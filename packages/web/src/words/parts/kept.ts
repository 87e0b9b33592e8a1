// People who are kept out: whom nothing but being added by name brings back.
export const keptWords = {
  kept: {
    title: 'Kept out',
    button: 'Kept out',
    text: 'No sync, domain, assignment, link or key brings these people back. Adding them by e-mail or CSV still does.',
    empty: 'Nobody is kept out',
    emptyText: 'When you remove somebody who could come back, you can keep them out. They appear here.',
    failed: 'The list could not be loaded',
    more: 'Show more',
    list: 'People who are kept out',
    by: 'Kept out by {name}, {day}',
    allow: 'Allow again',
    allowOne: 'Allow again: {email}',
    allowed: '{email} may come back',
    allowFailed: '{email} is still kept out',
    close: 'Close',
  },
} as const;
