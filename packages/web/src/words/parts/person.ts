// One person's panel, and the finder of user types that look wrong.
export const personWords = {
  person: {
    failed: 'The details could not be loaded',
    gone: 'No longer on this license',
    sources: 'Why they are here',
    since: 'Added by {name}, {day}',
    sinceByItself: 'Since {day}, by itself',
    fromTo: 'Added by {name}, {from}. Ended {to}.',
    fromToByItself: 'From {from} to {to}, by itself.',
    ended: 'Ended',
    removal: 'If you remove them',
    removing: {
      accepted: 'They lose the features of this license at once, and the seat comes free.',
      invited: 'The invitation disappears from their app, and the reserved seat comes free.',
      rejected: 'They disappear from the list. They hold no seat.',
    },
    ends: 'This ends: {sources}.',
    comesBack:
      'They would come back by: {sources}. To prevent that, take them out there, or keep them out when you remove them.',
    mayComeBack: 'They could come back by: {sources}. To prevent that, keep them out when you remove them.',
    mail: {
      title: 'Mail',
      notDelivered: 'Not delivered',
      comes: 'The invitation is also mailed, unless it is seen in the app first.',
      kind: { invitation: 'Invitation', reminder: 'Reminder', term_notice: 'Notice' },
      state: {
        queued: 'Leaves {when}, unless the invitation is seen in the app first',
        again: 'Could not be delivered yet. Tried again {when}',
        sending: 'Is being sent',
        sent: 'Sent {when}',
        no_such_address:
          'The address does not exist ({when}). Check its spelling, or tell the person yourself.',
        refused: 'Refused by the mail server of the address ({when})',
        given_up: 'Given up {when}: the mail server of the address did not take it for three days',
        answered_first: 'Not sent: seen in the app first',
        not_open: 'Not sent: the invitation was no longer open',
        switched_off: 'Not sent: mail had been switched off',
        unsubscribed: 'Not sent: the person wants no more mail',
      },
      none: {
        switched_off: 'Gets no mail: your district has not switched it on (Domains, Mail).',
        students_get_none: 'Gets no mail: in your district students get none.',
        unsubscribed:
          'Gets no mail: the person has asked for no more. Invitations are still shown in the app.',
        no_address: 'Gets no mail: no address is known.',
      },
    },
    history: 'What has happened',
    by: 'by {name}',
    run: '(run {number, number})',
    happened: {
      added: 'Added',
      invited: 'Invited',
      reinvited: 'Invited again',
      reminded: 'Reminded',
      shown: 'Saw the invitation',
      joined: 'Joined',
      declined: 'Declined',
      converted: 'Added without having to answer',
      type_changed: 'User type changed',
      features_changed: 'Features changed for this person',
      updated: 'Brought up to date with the directory',
      withdrawn: 'Invitation withdrawn',
      expired: 'Invitation ran out',
      removed: 'Removed',
      source_ended: 'The last reason to be here ended',
      merged: 'Joined with another entry of the same person',
      undone: 'Taken off again: the addition was undone',
    },
  },
  finder: {
    title:
      '{count, plural, one {# person may have the wrong user type} other {# people may have the wrong user type}}',
    why: 'Their addresses look like those of people with another type. A wrong type takes a seat from the wrong pool.',
    look: 'Look at them',
    heading: 'User types that look wrong',
    failed: 'The change could not be prepared',
    shape: {
      any: '{count, plural, one {# person} other {# people}} at {domain}',
      with_number:
        '{count, plural, one {# person} other {# people}} at {domain} with a number in the address',
      without_number:
        '{count, plural, one {# person} other {# people}} at {domain} without a number in the address',
    },
    looksLike:
      'Of {inPattern, number} such addresses, {ofThatType, number} are of the type {type}. These are not.',
    examples: 'For example:',
    first: 'The first {count, number} are changed at once. Come back for the others.',
    show: 'Show in the list',
    fix: 'Change to {type}',
  },
} as const;
