/** The story of switching features of the app. */
export const featureStoryWords = {
  features: {
    title: 'Then decide what the license gives',
    intro:
      'A license gives every feature of the app until an administrator switches one off: for a user type, or for one person.',
    open: 'Open {pupil}’s app, join the license, and begin a comment; do not send it. Have {admin}’s dashboard beside it.',
    off: 'In the dashboard open Lakeview Middle School, Feature Permissions, and switch off Comments for Students. {pupil}’s app says at once who did that, and keeps the words.',
    exception:
      'Paste this address below on the same page, choose Comments: On, look at the plan and confirm: {pupil} has comments again, words and all. Other students do not.',
    back: 'Take the exception back, or make one in {pupil}’s panel under Users. The audit log has each step.',
  },
} as const;
