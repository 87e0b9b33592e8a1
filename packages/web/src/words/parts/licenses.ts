// Licenses: the list, and the head of each license.
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
    tabs: {
      label: 'Parts of this license',
      details: 'Details',
      users: 'Users',
      add: 'Add Users',
      lms: 'Learning Management Systems',
      features: 'Feature Permissions',
      activity: 'Activity',
    },
    title: {
      details: '{name}: Details',
      users: '{name}: Users',
      add: '{name}: Add Users',
      features: '{name}: Feature Permissions',
    },
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
    strip: {
      upcoming: {
        title: 'This license starts on {starts}',
        text: 'Nobody can be added before that.',
      },
      active: {
        title:
          'This license ends {days, plural, =0 {today} =1 {within a day} other {in # days}}: its last day is {end}',
        text: 'After that your people keep their features until {until} and can still accept open invitations, but nobody can be added and nothing is synced. Then the features go off. Nobody is removed.',
      },
      grace: {
        title:
          'This license has ended: {days, plural, =0 {the grace ends today} =1 {# day of grace is left} other {# days of grace are left}}',
        text: 'Its last day was {end}. Until {until} your people keep their features and can accept open invitations. Nobody can be added and nothing is synced. Then the features go off. Nobody is removed.',
      },
      dormant: {
        title: 'This license has ended, and its features are off',
        text: 'Its last day was {end}. Your people stay on the list, open invitations are hidden, and syncs rest. You can still look at the list, download it and remove people. Renewing brings everything back as it was.',
      },
      ask: 'To renew it, ask whoever sold the license to your district. Nothing has to be set up again.',
    },
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
      'Nobody loses their place and open invitations can still be accepted. Nobody can be added to these seats until people are removed or more are bought.',
    staffOver: '{over, plural, one {# staff seat} other {# staff seats}} over the limit.',
    studentOver: '{over, plural, one {# student seat} other {# student seats}} over the limit.',
  },
} as const;
