// What a license link leads to.
export const linkWords = {
  pageTitle: 'Join a license · Rollcall',
  loading: 'Looking at the link…',
  heading: 'Join {license}?',
  lead: 'You opened a link of {district}. Nothing has changed yet: you are on the license when you press Join.',
  license: 'License',
  district: 'District',
  as: 'You join as',
  address: 'Your address',
  addressHint: 'This is how the people who manage the license see you, with your name.',
  expires: 'The link is open until',
  join: 'Join',
  notNow: 'Not now',
  joined: 'You are on {license}',
  joinedDetail: 'What it unlocks is on now. You can close this page or go on working.',
  toApp: 'Go to the app',
  again: 'Look again',
  addAddress: 'Add my school address',
  otherAccount: 'Sign in with another account',
  signedInAs: 'You are signed in as {email}.',
  failed: 'The link cannot be looked at',
  closed: {
    already_member: {
      title: 'You are on {license} already',
      detail: 'There is nothing for you to do here.',
    },
    not_active: {
      title: 'Nobody can join {license} now',
      detail: 'Its time has not begun or is over. Ask whoever gave you the link about it.',
    },
    switched_off: {
      title: 'This link is switched off',
      detail: 'It leads to {license}. Ask whoever gave it to you to switch it on, then look again.',
    },
    expired: {
      title: 'The time of this link is over',
      detail: 'It was open until {time}. Ask whoever gave it to you to open it again, then look again.',
    },
    used_up: {
      title: 'This link has been used up',
      detail:
        'As many people have joined {license} by it as it is for. Ask whoever gave it to you to allow more.',
    },
    kept_out: {
      title: 'You cannot join {license}',
      detail: 'The people who manage it keep you off it. If you think that is a mistake, ask them.',
    },
    no_address: {
      title: 'Your account has no e-mail address',
      detail: 'The list of {license} is kept by address. Add yours, or sign in with another account.',
    },
    wrong_domain: {
      title: 'This link is for other addresses',
      detail:
        '{license} is for people with an address that ends in {domains}. Add yours, or sign in with the account that has it.',
      nobody:
        '{license} is for people of the district’s own domains, and it has none yet. Ask whoever gave you the link.',
    },
    no_seat: {
      title: 'There is no free seat on {license}',
      detail: 'Ask whoever gave you the link: they can make room. Then look again.',
    },
  },
  unknown: {
    title: 'This link is not known',
    detail:
      'It may have been mistyped, or replaced by a new one. Compare it with the one you were given, or ask for the current one.',
  },
} as const;
