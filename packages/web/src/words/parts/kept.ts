// People who are kept out: whom no sync and no domain brings back.
export const keptWords = {
  kept: {
    title: 'Kept out',
    button: 'Kept out',
    text: 'No sync and no domain brings these people back. Adding them by hand is still possible.',
    empty: 'Nobody is kept out',
    emptyText:
      'When you remove somebody whom a sync or a domain would bring back, you can keep them out. They appear here.',
    failed: 'The list could not be loaded',
    more: 'Show more',
    list: 'People who are kept out',
    by: 'Kept out by {name}, {day}',
    allow: 'Allow again',
    allowOne: 'Allow again: {email}',
    allowed: '{email} may come back with the next sync',
    allowFailed: '{email} is still kept out',
    close: 'Close',
  },
} as const;
