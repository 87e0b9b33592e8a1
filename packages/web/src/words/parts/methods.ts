// The eight ways to add users: the cards.
export const methodWords = {
  addUsers: {
    heading: 'Add Users',
    description:
      'Eight ways to get people onto this license. Which of them fit depends on the type of the license.',
    works: 'Ways that fit this license',
    notSetUp: 'Not set up in this installation',
    notSetUpHint: 'These fit this license, but cannot be used in this installation of Rollcall.',
    notAvailable: 'Not available for this license',
    notAvailableHint: 'Each of them says why.',
    closed: 'Nobody can be added at the moment',
  },
  method: {
    email: {
      name: 'E-mail address',
      summary: 'Type or paste addresses. You see what happens to each of them before anything is done.',
      action: 'Add by e-mail',
    },
    csv: {
      name: 'CSV file',
      summary:
        'Upload a list from a spreadsheet: from a class to a whole district. It can also remove the people of a list.',
      action: 'Upload a file',
    },
    ou: {
      name: 'Google Workspace organizational unit',
      summary: 'Choose parts of your Google directory. Joiners and leavers follow by themselves.',
      action: 'Set up Google Workspace',
    },
    domain: {
      name: 'Domain-wide',
      summary: 'Everybody with an address in a domain of your district is on the license.',
      action: 'Choose domains',
    },
    assignment: {
      name: 'Assignment in an LMS',
      summary:
        'Students who open your assignment in Canvas, Schoology, Moodle or another learning management system are on your license at once.',
      action: 'Set up assignments',
    },
    classroom: {
      name: 'Google Classroom roster',
      summary:
        'Choose the classes you teach. Their students are on your license, and joiners and leavers follow by themselves.',
      action: 'Set up Google Classroom',
    },
    link: {
      name: 'License link',
      summary: 'A link, or a picture on the projector, that people open to join. You see live who comes.',
      action: 'Go to the link',
    },
    key: {
      name: 'License key',
      summary: 'A key that people type into the app to join at once.',
      action: 'Go to the key',
    },
  },
  fit: {
    recommended: 'Fits',
    notRecommended: 'Not recommended',
    notAvailable: 'Not available',
    notForLicense: 'This way does not fit this license',
    notSetUp: 'Not set up',
    on: 'On',
    off: 'Off',
    linkWhy: 'Whoever gets hold of the link can take a seat, also people from outside.',
    keyWhy: 'Whoever gets hold of the key can take a seat, also people from outside.',
    notSetUpText: 'This installation of Rollcall does not have it.',
    reason: {
      not_for_teacher_license: 'For District, School and Building licenses, not for Teacher licenses.',
      district_license_only: 'For District licenses only.',
      teacher_license_only: 'For Teacher licenses only.',
      google_not_configured:
        'This installation of Rollcall is not connected with Google yet. Whoever runs it can set that up.',
      domain_wide_is_off: 'Ask your vendor to switch it on: whoever sold you the license can do that.',
      domain_wide_is_on:
        'Domain-wide deployment is on: everybody in your domains is on the license already. Whoever sold you the license can switch it off.',
    },
  },
  methodLink: { help: 'How it works', helpFor: 'How it works: {method}' },
} as const;
