/** The story of people who leave, and of licences that end. */
export const endStoryWords = {
  ends: {
    title: 'And when somebody leaves, or a license ends',
    intro: 'Nobody is lost by accident, and nobody is back by surprise.',
    remove:
      'Whom a sync, a link or a key put on a license: remove them in {admin}’s Users. Before the click it says what would bring them back, and offers to keep them out; for many at once too, with an undo.',
    ending:
      'Lakeview Evening Classes ends in twelve days. {admin} reads on each of its pages what happens then.',
    grace:
      'Hillcrest Summer School has ended and is in its 30 days of grace: its people keep everything, and {domainAdmin} can add nobody.',
    renew:
      'Renew it while its page is open: the README has the command of whoever sells the licenses. The notice goes without a reload, and people can be added again.',
  },
} as const;
