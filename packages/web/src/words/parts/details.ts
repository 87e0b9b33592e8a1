// Details: what a license is, who manages it, its key.
export const detailWords = {
  details: {
    facts: 'About this license',
    mail: {
      title: 'Mail',
      off: 'Nobody gets mail: your district has not switched it on (Domains, Mail)',
      staff: 'Staff get mail about their invitations, students get none',
      everybody: 'Staff and students get mail about their invitations',
      counts:
        'In the last 90 days: {sent, number} sent, {waiting, number} waiting, {notDelivered, number} not delivered',
    },
    type: 'Type',
    district: 'District',
    term: 'Term',
    people: 'People',
    peopleText: '{accepted, number} accepted, {invited, number} invited, {rejected, number} rejected',
    showPeople: 'Show the users',
  },
  admins: {
    title: 'Who manages this license',
    description: 'Named when the license is bought or renewed.',
    you: 'You',
    domainAdmin: 'Domain admin',
    domainAdminHint:
      'A domain admin answers for an e-mail domain of the district. People whom a domain admin adds are on the license at once; people whom others add get an invitation first.',
  },
  key: {
    title: 'License key',
    description: 'People type it into the app and are on the license at once.',
    notRecommended: 'Not recommended',
    notRecommendedWhy:
      'Whoever gets hold of the key can take a seat, also people from outside. Adding people by their e-mail address is safer.',
    switch: 'People can use the key',
    switchOnHint: 'On. Switching it off stops it at once; people who already used it stay.',
    switchOffHint: 'Off. Nobody can join with it.',
    userType: 'Who enters the key joins as',
    none: 'There is no key yet. Switching it on makes one.',
    label: 'Key',
    hidden: 'Hidden',
    show: 'Show the key',
    hide: 'Hide the key',
    copy: 'Copy the key',
    showFailed: 'The key could not be shown',
    changeFailed: 'The key was not changed',
    switchedOn: 'The license key is on',
    switchedOff: 'The license key is off',
    typeChanged: 'Saved: who enters the key joins as {type}',
    rotate: 'Make a new key',
    rotateTitle: 'Make a new key?',
    rotateText:
      'The key that is in use now stops working at once, wherever it is written down. People who already joined with it stay on the license.',
    rotateConfirm: 'Make a new key',
    rotated: 'There is a new key. The old one no longer works.',
  },
} as const;
