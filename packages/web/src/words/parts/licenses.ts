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
      activity: 'Activity',
    },
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
      'Nobody loses their place and open invitations can still be accepted. Nobody can be added to these seats until people are removed or more are bought.',
    staffOver: '{over, plural, one {# staff seat} other {# staff seats}} over the limit.',
    studentOver: '{over, plural, one {# student seat} other {# student seats}} over the limit.',
  },
} as const;
