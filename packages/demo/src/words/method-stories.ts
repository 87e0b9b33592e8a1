import { lmsStoryWords } from './lms-story.ts';

/** The stories of the methods that follow another system. */
export const methodStoryWords = {
  ...lmsStoryWords,
  methods: {
    title: 'Nobody types a list',
    intro:
      'Three methods follow what the district has already. Each is tried from both sides: the dashboard on one, a stand-in for Google and DNS, which runs on this computer, on the other.',
    openGoogle: 'Open the stand-in for Google',
    findInGoogle: 'Find {name} there',
    openClasses: 'Open the classes there',
    openGrants: 'Open what was allowed there',
    openDns: 'Open its DNS page',
    openSignUp: 'Sign up in the app',
    copy: 'Copy {value}',
    ou: 'Google Workspace',
    ouLicense: '{admin}, Lakeview Middle School',
    ouConnect:
      'In {admin}’s dashboard: Lakeview Middle School, Add Users, Set up Google Workspace, Connect with Google. The stand-in asks who you are: be {name}, and continue.',
    ouChoose:
      'Tick Grade 7 (below Students, Middle School) as students, look at the plan and confirm. {pupil} is in it: the open app unlocks.',
    ouMove:
      'In the stand-in for Google move {pupil} to another unit, suspend somebody, add somebody to Grade 7.',
    ouSync:
      'Press Sync now and keep Users open beside it: the rows change, and {pupil}’s app locks again. It happens by itself every night.',
    classroom: 'Google Classroom',
    classroomLicense: '{teacher}, Grade 7 Science',
    classroomConnect:
      '{teacher} is a teacher with a license of her own. In her dashboard: that license, Add Users, Set up Google Classroom, Connect with Google; at the stand-in be {name}.',
    classroomChoose:
      'Tick the class Grade 7 Science. Its co-teacher is listed and not ticked. Look at the names in the plan, confirm. Two classes more do not fit: who is left out is named.',
    classroomChange: 'In the stand-in take {pupil} out of the class, add somebody, or archive it.',
    classroomSync:
      'Press Sync now. Or withdraw the access in the stand-in first: the sync rests and says so, and nobody is removed.',
    domain: 'A whole domain',
    domainLicense: '{admin}, Riverbend District License',
    domainAdd:
      'In {admin}’s dashboard open Domains and add this one. It shows a record for the domain’s DNS.',
    domainProve:
      'Here you are the domain’s DNS: enter the record as it is shown, then press Check now in the dashboard.',
    domainChoose:
      'Riverbend District License, Add Users, Domain-wide: choose the domain, its people as students, look at the plan and confirm.',
    domainSignUp:
      'Be somebody new: sign up with any address of the domain (the code is shown on the page). {admin}’s table has the person at once, Accepted, and the app is unlocked.',
  },
} as const;
