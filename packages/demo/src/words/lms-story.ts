/** The story of an assignment in a learning management system. */
export const lmsStoryWords = {
  lmsStory: {
    title: 'Then let an assignment bring the class',
    intro:
      '{teacher}’s class works in a learning management system. One for each district stands in on this computer for Canvas, Schoology or Moodle. Whoever opens {teacher}’s assignment there as a student is on the license, also without an e-mail address. An assignment waits there already: to see only how a class comes, begin with “Be somebody else”.',
    address:
      'In {teacher}’s dashboard: Grade 7 Science, Learning Management Systems. {system} is there already; add another to see how it is done, make a registration address, and copy it.',
    register:
      'As the administrator of the learning management system: open its Tools, paste the address, press Register, then Connect.',
    openTools: 'Open its tools',
    place:
      'In its courses be {name}: Grade 7 Science, then the last Rollcall below “Add external tool assignment”. Connect with {teacher}’s account once, name the assignment, and add it.',
    openCourses: 'Open its courses',
    open: 'Press “Be somebody else” and open the assignment as {pupil}, then as a student without an address or name: {teacher}’s table has each of them at once, Accepted.',
    class:
      'Open it as {name} again: the whole class is added, students only. Place one in Grade 7 Homeroom too: the seats do not suffice, and who has none is named.',
    faulty:
      'Faulty launches has openings that were tampered with. Each is refused, and the dashboard says what was wrong in words.',
    openFaulty: 'Open the faulty launches',
    system: 'Lakeview Learning',
  },
} as const;
