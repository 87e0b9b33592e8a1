// What each refusal of the server says, in both apps; complete by type in error-text.ts.
export const refusalWords = {
  NOT_SIGNED_IN: 'You are not signed in. Sign in and try again.',
  SIGN_IN_AGAIN: 'Your sign-in is too old for this. Sign in again and go on.',
  notFound: {
    license: 'This license does not exist, or you do not manage it.',
    member: 'This person is no longer on the list.',
    invite: 'This invitation is no longer there. It may have been withdrawn.',
    session: 'That device was signed out already.',
    comment: 'This comment is already gone.',
    person: 'This person is not known here.',
    run: 'This change is not known here, or you do not manage its license.',
    page: 'This page does not exist.',
    lms: 'This learning management system is not on the list any more.',
    assignment: 'This assignment is not on the list any more.',
    ticket: 'This page is no longer good. Open the assignment again in your learning management system.',
    domain: 'This domain is not on the list any more, or you do not manage it.',
  },
  INVALID_INPUT: 'Something in the form is not as it should be. Check it and try again.',
  TOO_LARGE: 'This is too large. The limit is {limitMegabytes, number} MB: send it in smaller parts.',
  TOO_MANY_ADDRESSES:
    'You pasted {found, number} addresses. The limit is {limit, number} at a time: split them into parts.',
  fileNotReadable: {
    empty: 'This file is empty. Choose the file that has the people in it.',
    not_text:
      'This file is not a list that can be read here{line, plural, =0 {} other {: line # holds signs that no text has}}. Save your list as “CSV UTF-8” and choose that file.',
    spreadsheet:
      'This is a spreadsheet, not a CSV file. Open it, save it as “CSV UTF-8” (in Google Sheets: File, Download, Comma-separated values), and choose the saved file.',
    header_only: 'There is nobody in this file: it ends after the headings. Add the people below them.',
    no_email_column:
      'No column of this file holds e-mail addresses. Give the column with the addresses the heading Email.',
    too_large: 'This file is too large. Split it into several files and upload them one after the other.',
    too_many_rows:
      'There are too many people in this file. Split it into several files and upload them one after the other.',
    line_too_long:
      'Line {line, number} is too long to be a person. Look at it, mend or delete it, and upload again.',
    too_many_columns:
      'Line {line, number} has too many columns. Delete the columns that are not needed (Email is enough), and upload again.',
    unclosed_quote:
      'A quotation mark (") that opens in line {line, number} is never closed. Close or delete it, and upload again. Perhaps the file was cut off: then save it once more.',
    encoding_unclear:
      'Line {line, number} holds letters that cannot be read this way. Save the file as “CSV UTF-8”, or choose the other way of reading it.',
    interrupted: 'The file did not arrive whole. Nothing was changed: upload it again.',
    too_slow:
      'The file arrived too slowly, and nothing was changed. Upload it over a faster connection, or split it into several files.',
  },
  METHOD_NOT_AVAILABLE: 'This way of adding people is not available for this license.',
  licenseNotActive: {
    upcoming: 'This license has not started yet.',
    grace: 'This license has ended. Nobody can be added until it is renewed.',
    dormant: 'This license has ended. It has to be renewed first.',
  },
  seatsExhausted: {
    staff: 'There is no free staff seat left on this license.',
    student: 'There is no free student seat left on this license.',
  },
  CHANGED_MEANWHILE: 'This changed while you were looking at it. Check what it is now and try again.',
  inviteClosed: {
    accepted: 'This invitation was accepted already.',
    rejected: 'This invitation was declined already.',
  },
  REMINDED_RECENTLY:
    'The invitation came up again for this person less than a day ago. You can remind them from {time}.',
  wrongStatus: {
    invited: 'This person is invited and has not answered yet.',
    accepted: 'This person is on the license already.',
    rejected: 'This person declined the invitation.',
  },
  wrongRunState: {
    reading: 'The file is still being read. Wait a moment and try again.',
    planning: 'It is still being worked out what would happen. Wait a moment and try again.',
    planned: 'This has to be confirmed first.',
    queued: 'This was confirmed already and waits for its turn.',
    running: 'This is being done already.',
    done: 'This is done already.',
    cancelled: 'This was stopped already.',
    discarded: 'This was thrown away already. Nothing was changed.',
    failed: 'This could not be done, and nothing was changed. Start it again.',
  },
  runNotPossible: {
    no_user_type: 'Choose the user type first.',
    nobody: 'There is nobody that this is for. Select people first.',
    cannot_be_undone: 'This cannot be undone, or it was undone already.',
    too_late: 'This is too long ago to be undone.',
    too_many_open:
      'Many changes of this license wait to be confirmed already. Confirm or discard them under Activity first.',
    not_connected: 'Google is not connected. Connect it first.',
    nothing_chosen: 'Nothing has been chosen to be followed. Choose first, and confirm the plan.',
    already_syncing: 'It is being synced already. Wait until that is finished.',
    read_too_old: 'This was read too long ago. Sync again, and confirm what is found then.',
    keeps_nobody_out: 'Only a removal can keep people out. Plan the removal again.',
  },
  syncFailed: {
    authorisation_ended: 'The authorisation to read this at Google has ended. Connect again to go on.',
    refused:
      'Google does not let the connected account read this. Ask the administrator of your Google Workspace, or connect with another account.',
    quota: 'Google asks for a pause: too much was read in a short time. Try again in a few minutes.',
    unreachable: 'Google cannot be reached at the moment. Nothing has changed: try again in a few minutes.',
    incomplete: 'Google’s answer was incomplete. Nothing has changed: try again.',
  },
  KEY_NOT_ACCEPTED:
    'This key is not accepted. Compare it with the one you were given, or ask whoever gave it to you for the current one.',
  linkNotAccepted: {
    unknown:
      'This link is not known. It may have been replaced: ask whoever gave it to you for the current one.',
    not_active: 'The license of this link is not running, so nobody can join it now.',
    switched_off: 'This link is switched off. Ask whoever gave it to you to switch it on.',
    expired: 'The time of this link is over. Ask whoever gave it to you to open it again.',
    used_up: 'As many people have joined by this link as it is for.',
    kept_out: 'The people who manage this license keep you off it. Ask them about it.',
    no_address: 'Your account has no e-mail address, so you cannot be put on a list.',
    wrong_domain: 'This link is for people with an address of the school. Add yours under your addresses.',
    no_seat: 'There is no free seat left on this license.',
  },
  CODE_NOT_ACCEPTED: 'That is not the code.',
  CODE_EXPIRED: 'This code no longer works. Send a new one.',
  ADDRESS_TAKEN: 'This address belongs to another account.',
  THROTTLED: 'That was too often in a short time. Please wait {time}, then try again.',
  REQUEST_REUSED: 'This was sent before with other contents. Reload the page and try again.',
  NEEDS_ACCOUNT:
    'Opened from your course, Rollcall shows the assignment only. For this, open Rollcall in a tab of its own and sign in.',
  featureLocked: {
    no_license: 'This is switched off: it needs an accepted license.',
    switched_off: 'Your school has switched this off for you.',
  },
  LAST_DOMAIN_ADMIN: 'This is the last domain admin. Name another one first.',
  domainNotAccepted: {
    not_a_domain:
      'This is not the name of a domain. Type only what stands behind the @ sign, for example riverbend.example.',
    lookalike_characters:
      'There are hidden characters or letters of another alphabet in this name. Type it in plain letters.',
    public_suffix:
      'Names under this ending belong to many different owners. Type the full name of your own domain.',
    free_mail: 'Anybody can get an address there, so it cannot be your district’s domain.',
    not_available: 'This domain cannot be added. If it is your district’s, ask whoever sold you the license.',
    too_many:
      'Your district has very many domains already. Remove those that are still waiting and that you do not need.',
  },
  MAIL_NOT_SET_UP:
    'This installation cannot send mail yet. Whoever runs it has to connect it to a mail server first. Nothing was changed.',
  DOMAIN_IS_VERIFIED:
    'A verified domain cannot be removed here. If it is no longer yours, take its record out of DNS, or ask whoever sold you the license.',
  UNAVAILABLE: 'Rollcall cannot do this at the moment. Try again shortly.',
  INTERNAL: 'Something went wrong on our side. Reference for support: {correlationId}',
  unreachable: 'Rollcall cannot be reached. Check your connection and try again: nothing is lost.',
  duration: {
    seconds: '{count, plural, one {# second} other {# seconds}}',
    minutes: '{count, plural, one {# minute} other {# minutes}}',
  },
  address: {
    empty: 'Enter an e-mail address.',
    no_at_sign: 'An e-mail address has an @ sign, like name@school.example.',
    hidden_characters: 'There are hidden characters in this address. Type it instead of pasting it.',
    lookalike_characters:
      'There is a letter or sign in this address that no address here can have, such as an accent or a letter of another alphabet. Type it in plain letters.',
    before_the_at_sign: 'Check the part before the @ sign.',
    after_the_at_sign: 'Check the part after the @ sign.',
    too_long: 'This address is too long.',
  },
} as const;
