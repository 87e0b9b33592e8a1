import type { MemberId } from '@rollcall/core/ids.ts';
import { useEffect, useRef, useState } from 'react';
import type { ChangeLog } from '../../live/change-log.ts';

/** How long a changed row stands out. In ms. */
const standOutMs = 2_500;

const nobody: ReadonlySet<MemberId> = new Set();

/** Whose rows changed a moment ago. What was told before the list was opened does not count. */
export function useRecentChanges(log: ChangeLog): ReadonlySet<MemberId> {
  const [recent, setRecent] = useState(nobody);
  const heard = useRef(log.at(-1)?.to ?? 0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const news = log.filter(({ to }) => to > heard.current);
    heard.current = log.at(-1)?.to ?? heard.current;
    const changed = news.flatMap(({ members }) => members.map(({ id }) => id));
    if (changed.length === 0) return;
    setRecent((before) => new Set([...before, ...changed]));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setRecent(nobody), standOutMs);
  }, [log]);

  useEffect(() => () => clearTimeout(timer.current), []);
  return recent;
}
