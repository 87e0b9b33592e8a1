/** Something to say to a screen reader. `summary` says many of one `group` in one sentence. */
export type Announcement = {
  text: string;
  group?: string;
  /** How many it speaks of, when that is not one. */
  count?: number;
  summary?: (count: number) => string;
};

export type AnnouncementQueueOptions = {
  say: (text: string) => void;
  /** Speaks once nothing new has come for this long … */
  quietMs?: number;
  /** … and at the latest this long after the first. */
  maxWaitMs?: number;
};

/**
 * Gathers bursts: a hundred people who join within a second are one sentence, not a hundred. Those of one group
 * become its latest text, or its summary when there are several; groups are said one after the other.
 */
export function createAnnouncementQueue({ say, quietMs = 400, maxWaitMs = 2000 }: AnnouncementQueueOptions) {
  let waiting: Announcement[] = [];
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const clear = () => {
    clearTimeout(quiet);
    clearTimeout(deadline);
    quiet = undefined;
    deadline = undefined;
  };

  const flush = () => {
    clear();
    const sentences = [...groupOf(waiting).values()].map(sentence);
    waiting = [];
    if (sentences.length > 0) say(sentences.join(' '));
  };

  return {
    add(announcement: Announcement) {
      waiting.push(announcement);
      clearTimeout(quiet);
      quiet = setTimeout(flush, quietMs);
      deadline ??= setTimeout(flush, maxWaitMs);
    },
    /** Forgets what has not been said. */
    stop() {
      clear();
      waiting = [];
    },
  };
}

function groupOf(announcements: readonly Announcement[]): Map<string, Announcement[]> {
  return Map.groupBy(announcements, ({ group, text }) => group ?? `text:${text}`);
}

function sentence(members: readonly Announcement[]): string {
  const latest = members.at(-1);
  if (!latest) return '';
  const count = members.reduce((sum, member) => sum + (member.count ?? 1), 0);
  return members.length > 1 && latest.summary ? latest.summary(count) : latest.text;
}
