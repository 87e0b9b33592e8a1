// Domain-wide deployment of a licence: which domains bring their people, and as what.
export const domainWideWords = {
  domainWide: {
    title: 'Add everybody of your domains',
    help: 'How this works',
    loading: 'Loading…',
    failed: 'Domain-wide deployment could not be loaded',
    off: {
      title: 'Ask your vendor to switch it on',
      text: 'Whoever sold you this license can switch domain-wide deployment on for it. Until then nobody is added because of a domain, and nobody is removed.',
    },
    none: {
      title: 'Your district has no verified domain yet',
      text: 'A domain admin of your district shows on the page Domains that a domain is yours. Then you can choose it here.',
      open: 'Open Domains',
    },
    choose: {
      title: 'Your verified domains',
      text: 'Choose what the people of each domain become. You see a plan before anything happens.',
      list: 'Domains',
      as: 'People of {domain}',
      no: 'Not on this license',
      people: '{count, plural, =0 {Nobody yet} one {# person by it} other {# people by it}}',
      by: 'Chosen by {name} on {day}',
      lost: 'Its record in DNS is lost: nobody new comes by it until it is back.',
      waiting: 'It is not verified any more: nobody new comes by it.',
      plan: 'Show the plan',
      nothing: 'Choose what the people of a domain become first.',
      failed: 'The plan could not be made',
      typeNote:
        'Who is on the license already keeps their user type. The new one is for whoever comes from now on.',
    },
    stop: {
      button: 'Stop…',
      one: 'Stop… ({domain})',
      title: 'Stop adding people of {domain}?',
      text: 'Nobody is removed: whoever is on the license stays. New people of the domain are no longer added by themselves.',
      how: 'To take people off afterwards, open Users, filter by the source “Domain” and remove them there. They then stay off.',
      confirm: 'Stop adding them',
      failed: 'This was not stopped',
      done: 'New people of {domain} are no longer added by themselves',
    },
    know: {
      title: 'Good to know',
      existing:
        'Whoever has proved an address in the domain already is on the license as soon as you have confirmed the plan.',
      fresh: 'Others are on it the first time they sign in. No invitation, nothing to press.',
      exact: 'Only the domain itself counts, not domains below it.',
      removed:
        'Somebody you remove comes back when they sign in or use the app on a later day. To prevent that, keep them out: the dialog asks before you remove them.',
      ou: 'While this is on, Google Workspace organizational units cannot be followed on this license.',
    },
    notSeated: {
      title: '{count, plural, one {# person found no seat} other {# people found no seat}}',
      text: 'They are tried again each time they come. Ask for more seats, or remove people who need none.',
      list: 'People without a seat',
      failed: 'The people without a seat could not be loaded',
      noName: 'No name',
      more: 'Show more',
    },
  },
} as const;
