// The runs of a license: the list of them, and the strip that shows those under way on every page.
export const activityWords = {
  runStrip: {
    label: 'Changes under way',
    running: '{run}: {done, number} of {total, number}',
    queued: '{run} waits its turn',
    watch: 'Watch',
    watchRun: 'Watch {run}',
    more: '{count, plural, one {and # more waiting} other {and # more waiting}}',
    announce: {
      begun: '{run} has begun.',
      done: '{run} is done.',
      cancelled: '{run} was stopped.',
      failed: '{run} failed.',
    },
  },
  activity: {
    title: 'Activity',
    tabs: { label: 'Activity', runs: 'Changes', audit: 'Audit log' },
    runs: {
      list: 'Changes of many people on {license}',
      loading: 'Loading the changes…',
      failed: 'The changes could not be loaded',
      outOfDate: 'The list could not be brought up to date',
      moreFailed: 'Older changes could not be loaded',
      more: 'Show older ones',
      emptyTitle: 'No changes yet',
      emptyText:
        'Uploads of files, syncs and changes of many people at once appear here, with what happened to each person and a way to undo them.',
      upload: 'Upload a file',
    },
  },
} as const;
