import { useFormatter, useNow } from 'use-intl';

/** Says how long ago something was, minute by minute. What is newer than the last look was just then, not to come. */
export function useTimeAgo(): (at: string) => string {
  const { relativeTime } = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  return (at) => {
    const moment = new Date(at);
    return relativeTime(moment, moment > now ? moment : now);
  };
}
