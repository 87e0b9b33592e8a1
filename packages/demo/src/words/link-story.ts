/** The story of the license link. */
export const linkStoryWords = {
  linkStory: {
    title: 'Or with a link on the projector',
    intro:
      'A license link puts whoever opens it and presses Join on the license at once. It is not recommended, because it is easily forwarded; so it has limits, and the page shows live who comes.',
    open: 'In {admin}’s dashboard: Lakeview Middle School, Add Users, License link. Leave the limits as they are, open the link, show it large, and copy it. Keep the page open.',
    paste: 'Paste it here, and be different people who open it. Opening changes nothing; press Join.',
    field: 'The link',
    wrong: 'This is no license link. Copy it with “Copy the link” on the dashboard’s page.',
    as: 'Open it as {name}',
    asStranger: 'Open it as {name}, of another district',
    asNew: 'Open it as somebody new',
    watch:
      '{admin}’s page has {pupil} at once, and {pupil}’s app unlocks. {stranger} is told whom the link is for. Remove {pupil} again, with and without keeping them out.',
    close: 'Close the link, or make a new one, and look at the pages of those who still have the old one.',
  },
} as const;
