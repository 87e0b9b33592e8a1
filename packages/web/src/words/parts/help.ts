// One help page per way to add users, for whoever has to do it and has never done it.
export const helpWords = {
  help: {
    back: 'All ways to add users',
    title: 'How it works: {method}',
    what: 'What it does',
    who: 'Who it fits',
    steps: 'Step by step',
    good: 'Good to know',
    fitTitle: 'On this license',
    fits: 'It fits this license.',
    other: 'Other ways',
    email: {
      what: 'You give the e-mail addresses of your people, and they are on the license. If you are also a domain admin they are on it at once. If not, each of them gets an invitation in the app and decides whether to join.',
      who: 'Any license, from one person to a few hundred at a time. It needs no technical preparation.',
      steps: {
        a: 'Open Add Users and choose E-mail address.',
        b: 'Paste the addresses. Straight from a mail program is fine: names beside the addresses are kept.',
        c: 'Choose whether they are teachers, students or others. Teachers and others take a staff seat, students a student seat.',
        d: 'Press Review. You see line by line what would happen, and the seats afterwards. Nothing has happened yet.',
        e: 'Press the button that adds or invites them. Each line gets its answer.',
      },
      good: {
        a: 'An invitation appears by itself in an app that is open. Whoever closes it finds it under Menu, License Invites.',
        b: 'An invitation reserves a seat. If it is declined or withdrawn, the seat is free again.',
        c: 'Adding somebody who is on the license already changes nothing and does no harm.',
      },
    },
    csv: {
      what: 'You upload a file with a list of people, as a spreadsheet or your student information system saves it. As with e-mail addresses, people are on the license at once if you are a domain admin, and are invited if not. A list of people can be taken off the license in the same way.',
      who: 'Any license, for long lists: a school or a whole district, up to a million rows.',
      steps: {
        a: 'Put the addresses into one column with the heading Email. Columns for the name and the user type (Teacher, Student, Other) are used too, others do no harm.',
        b: 'Save it as CSV. In Excel choose “CSV UTF-8”, in Google Sheets File, Download, Comma-separated values.',
        c: 'Open Add Users, choose CSV file, and drop it there. You see how it is read: check that names look right.',
        d: 'Upload it and check the plan: who is added, invited, left alone or refused and why, and the seats afterwards. Nothing has happened yet.',
        e: 'Confirm. You can watch it, leave the page, or stop it: it goes on without you.',
        f: 'Download the results. Rows that were refused come back as a file: correct it and upload it again.',
      },
      good: {
        a: 'Uploading the same file twice adds nobody twice.',
        b: 'What an upload did can be undone for 30 days, under Activity. What people did themselves since stays.',
        c: 'Whoever declined an invitation and stands in the file is invited again. An export of the user list that is uploaded again changes nothing.',
        d: 'One change runs at a time on a license. Others wait their turn, and everybody who manages the license sees them.',
        e: 'Commas, semicolons and tabs, headings in capitals or not, and files from Windows and Mac are all understood.',
      },
    },
    ou: {
      what: 'Your Google Workspace directory is arranged in organizational units, such as a school or a grade. You choose the units whose people belong on the license, and Rollcall follows the directory from then on.',
      who: 'District, School and Building licenses of districts that run Google Workspace. Not for Teacher licenses.',
      steps: {
        a: 'Connect Google with an account that may read the directory. Rollcall reads and never writes.',
        b: 'Tick the organizational units. Units inside a ticked one are included and can be unticked.',
        c: 'Choose Teacher or Student for each unit.',
        d: 'Check who would be added, and save.',
        e: 'Nothing more: joiners and leavers follow every night.',
      },
      good: {
        a: 'People are on the license at once, without an invitation.',
        b: 'If a great many people would be removed at once, Rollcall asks before it does so.',
        c: 'Suspended accounts count as having left.',
      },
    },
    domain: {
      what: 'Everybody who has an address in an e-mail domain of your district is on the license: those who use the app already at once, others as soon as they sign up.',
      who: 'District licenses only. For districts that want everybody to have access and no lists to keep.',
      steps: {
        a: 'The district proves that the e-mail domain is its own.',
        b: 'Whoever sold you the license switches domain-wide deployment on for it.',
        c: 'Choose the user type that people of the domain get.',
      },
      good: {
        a: 'People are on the license at once, without an invitation.',
        b: 'Somebody who is removed by hand and goes on using the app comes back, unless you exclude them.',
        c: 'While it is on, organizational units cannot be used: everybody is on the license anyway.',
      },
    },
    assignment: {
      what: 'A teacher puts an assignment into the learning management system (for example Canvas or Schoology). Students who open it are on the teacher’s license.',
      who: 'Teacher licenses only. For teachers whose class works in a learning management system.',
      steps: {
        a: 'The learning management system is connected with Rollcall once, usually by its administrator.',
        b: 'The teacher makes an assignment that opens the app.',
        c: 'Students open the assignment from their course.',
      },
      good: {
        a: 'Students are on the license at once, without an invitation.',
        b: 'It also works where the system gives no e-mail addresses of students.',
        c: 'Only students are added this way, never co-teachers.',
      },
    },
    classroom: {
      what: 'A teacher connects Google Classroom and chooses classes. The students of those classes are on the teacher’s license, and joiners follow.',
      who: 'Teacher licenses only, where Google Classroom is used.',
      steps: {
        a: 'Connect Google with the account you teach with. Rollcall reads your classes and never writes.',
        b: 'Choose the classes you teach.',
        c: 'Check the names and confirm.',
      },
      good: {
        a: 'Students are on the license at once, without an invitation.',
        b: 'The lists are brought up to date every night.',
        c: 'When you archive a class, Rollcall asks before it removes its students.',
      },
    },
    link: {
      what: 'You get a link and pass it on. Whoever opens it, signs in and presses Join is on the license at once.',
      who: 'Possible on every license, but not recommended: a link is easily forwarded, and whoever has it can take a seat.',
      steps: {
        a: 'Switch the link on and limit it: by date, by number of uses, or to addresses of your domain.',
        b: 'Send it only to the people it is for.',
        c: 'Switch it off as soon as everybody has joined.',
      },
      good: {
        a: 'Opening the link changes nothing. Only pressing Join does.',
        b: 'If it has spread, make a new one: the old one stops at once.',
        c: 'Adding people by e-mail address is safer.',
      },
    },
    key: {
      what: 'The license has a key of twenty letters and digits. Whoever enters it in the app is on the license at once, also after having declined an invitation.',
      who: 'Possible on every license, but not recommended: whoever has the key can take a seat. It helps when addresses are not known, for example in a classroom.',
      steps: {
        a: 'Open Details and switch the key on. Choose the user type that people get.',
        b: 'Press Show the key, and copy it or read it out.',
        c: 'People choose Menu, Enter license key in the app and type it. Capitals and hyphens do not matter.',
        d: 'Switch the key off when everybody has joined.',
      },
      good: {
        a: 'If the key has spread, make a new one in Details: the old one stops at once. People who joined stay.',
        b: 'The key never appears in e-mails or lists. Only those who manage the license can show it.',
        c: 'The key does not say who should join. Look at Users afterwards.',
      },
    },
  },
} as const;
