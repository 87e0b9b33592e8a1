/** The story of mail. */
export const mailStoryWords = {
  mailStory: {
    title: 'And by mail, to whoever has not looked',
    intro:
      'Invitations are shown in the app first. In a district that has chosen it, whoever has not seen theirs after a while gets a mail as well; here after 20 seconds. Students get none unless their district says so. Nothing leaves this computer: the mail ends in an outbox that you can read.',
    invite:
      'In {admin}’s dashboard open Lakeview Middle School, Add Users, Add by e-mail, and add this address as a teacher. Nobody has opened the app with it:',
    outbox:
      'After half a minute look into the outbox. The link in the mail leads to the app and lets nobody in by itself.',
    openOutbox: 'Open the mail outbox',
    result:
      'Under Users open the person: the mail was sent, and when. Further down on the outbox page let the mail server refuse an address, invite it, and see what {admin} is told.',
    choose:
      'In {domainAdmin}’s dashboard, Domains, you choose who in Riverbend gets mail: nobody, staff, or students too.',
  },
} as const;
