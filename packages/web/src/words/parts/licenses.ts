// Licenses: the list, the head of each license, its details and its key.
export const licenseWords = {
  licenses: {
    title: 'Licenses',
    description: 'The licenses you manage, with their seats and people as they are right now.',
    loading: 'Loading your licenses…',
    failed: 'Your licenses could not be loaded',
    empty: {
      title: 'You do not manage a license yet',
      description:
        'Whoever sold the license to your district names the people who manage it. If you expected to find one here, ask them to add {email}.',
    },
    districtCount: '{count, plural, one {# license} other {# licenses}}',
    status: {
      accepted: '{count, number} accepted',
      invited: '{count, number} invited',
      rejected: '{count, number} rejected',
    },
    nobody: 'Nobody has been added yet.',
    addPeople: 'Add people',
  },
  license: {
    back: 'All licenses',
    loading: 'Loading the license…',
    failed: 'This license could not be loaded',
    gone: {
      title: 'This license is not here',
      description: 'It does not exist, or you no longer manage it.',
      back: 'See the licenses you manage',
    },
    tabs: { label: 'Parts of this license', details: 'Details', users: 'Users', add: 'Add Users' },
    title: { details: '{name}: Details', users: '{name}: Users', add: '{name}: Add Users' },
    type: { district: 'District', school: 'School', building: 'Building', teacher: 'Teacher' },
    typeLong: {
      district: 'District license',
      school: 'School license',
      building: 'Building license',
      teacher: 'Teacher license',
    },
    phase: { upcoming: 'Not started', active: 'Active', grace: 'Grace period', dormant: 'Ended' },
  },
  term: {
    range: '{start} to {end}',
    startsIn: 'Starts {days, plural, =0 {today} =1 {tomorrow} other {in # days}}',
    daysLeft: '{days, plural, =0 {Ends today} =1 {# day left} other {# days left}}',
    graceLeft:
      'Ended. {days, plural, =0 {The grace period ends today} =1 {# day of grace left} other {# days of grace left}}',
    ended: 'Ended',
    upcomingText: 'Nobody can be added before the license starts.',
    graceText:
      'The license has ended. Your people keep everything for now and open invitations can still be accepted, but nobody can be added until it is renewed.',
    dormantText:
      'The license has ended. Your people are kept on the list, but the features are switched off until it is renewed.',
  },
  seats: {
    title: 'Seats',
    description: 'An invitation reserves a seat, so accepting it never fails for want of one.',
    staff: 'Staff seats',
    student: 'Student seats',
    staffShort: 'Staff',
    studentShort: 'Students',
    overTitle: 'More people than seats',
    overText:
      'Nobody loses their place and open invitations can still be accepted. Nobody can be added until people are removed or more seats are bought.',
    staffOver: '{over, plural, one {# staff seat} other {# staff seats}} over the limit.',
    studentOver: '{over, plural, one {# student seat} other {# student seats}} over the limit.',
  },
  details: {
    facts: 'About this license',
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
