import { usersWords } from './users.ts';

// The words about people, and what can be done with one of them.
export const memberWords = {
  userType: { teacher: 'Teacher', student: 'Student', other: 'Other' },
  userTypeHint: {
    teacher: 'Takes a staff seat',
    student: 'Takes a student seat',
    other: 'Takes a staff seat',
  },
  users: usersWords,
  member: {
    actions: 'Actions for {email}',
    look: 'Show details',
    change_type: 'Change user type',
    remind: 'Remind',
    withdraw: 'Withdraw invitation',
    reinvite: 'Invite again',
    reinviteAtOnce: 'Add again',
    remove: 'Remove',
    declineReason: 'Reason:',
    removeTitle: 'Remove {email}?',
    removeAccepted:
      'They lose the features of this license at once, also in an app that is open, and the seat comes free. You can add them again at any time.',
    removeInvited: 'The invitation disappears from their app and the reserved seat comes free.',
    removeRejected: 'They disappear from this list. They hold no seat.',
    removeComesBack: 'They would come back',
    removeMayComeBack: 'They could come back',
    removeComesBackBy: {
      ou: 'Google Workspace put this person here too, and brings them back at its next sync.',
      classroom: 'Google Classroom put this person here too, and brings them back at its next sync.',
      domain:
        'Everybody in your domain is on this license: they come back when they sign in again, or use the app on another day.',
      assignment:
        'They came by an assignment: they come back when they open it again, or when their teacher does and the class is read.',
      link: 'They came by the license link, and can come back by it for as long as it is open.',
      key: 'They entered the license key, and can enter it again for as long as it is on.',
    },
    keepOut: 'And keep them out',
    keepOutHint:
      'Then no sync, domain, assignment, link or key brings them back. You can allow them again under “Kept out”, or add them by e-mail or CSV.',
    removeConfirm: 'Remove',
    withdrawTitle: 'Withdraw the invitation of {email}?',
    withdrawText:
      'The pop-up closes by itself if it is open, and the reserved seat comes free. You can invite them again.',
    withdrawConfirm: 'Withdraw',
    reinviteTitle: 'Invite {email} again?',
    reinviteText:
      'They declined. They get the invitation once more and decide anew. It takes a seat, if one is free. The pop-up appears at most once a day.',
    reinviteTitleAtOnce: 'Add {email} again?',
    reinviteTextAtOnce:
      'They declined. Because you are a domain admin, they are on the license at once, without being asked. It takes a seat, if one is free.',
    reinviteTextDepends:
      'They declined. Whether they are asked again or are on the license at once depends on their address: those in your verified domains are added at once. It takes a seat, if one is free.',
    reinviteConfirm: 'Invite again',
    reinviteConfirmAtOnce: 'Add again',
    done: {
      removed: '{email} was removed',
      keptOut: '{email} was removed and is kept out',
      withdrawn: 'The invitation of {email} was withdrawn',
      reminded: '{email} is reminded: the invitation appears in their app again',
      reinvited: '{email} is invited again',
      converted: '{email} is on the license',
    },
    failed: {
      remove: '{email} was not removed',
      withdraw: 'The invitation of {email} was not withdrawn',
      remind: '{email} was not reminded',
      reinvite: '{email} was not invited again',
    },
    changedMeanwhile:
      'Somebody else, or the person, changed this a moment ago. The list shows what it is now: look again and decide.',
  },
} as const;
