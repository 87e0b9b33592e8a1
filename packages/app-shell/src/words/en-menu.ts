// The menu at the top right.
export const menuWords = {
  open: 'Menu',
  invitesOpen: '{count, plural, one {license invite} other {license invites}}',
  invites: 'License Invites',
  key: 'Enter license key',
  licenses: 'My licenses',
  dashboard: 'Manage licenses',
} as const;
