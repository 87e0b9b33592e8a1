import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import type { EventType } from '@rollcall/core/events/catalog.ts';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ChangeLog } from '../../live/change-log.ts';

/** What a screen reader hears of each kind of event; null: nothing, it is no news to an admin. Complete by type. */
const said: Readonly<Record<EventType, 'joined' | 'declined' | 'added' | 'left' | null>> = {
  'member.added': 'added',
  'member.joined': 'joined',
  'member.declined': 'declined',
  'member.withdrawn': 'left',
  'member.removed': 'left',
  'member.reminded': null,
  'member.dismissed': null,
  'member.shown': null,
  'member.identified': null,
  'list.exported': null,
  'run.confirmed': null,
  'run.applied': null,
  'run.ended': null,
  'sync.connected': null,
  'sync.disconnected': null,
  'sync.saved': null,
  'sync.paused': null,
  'sync.failed': null,
  'exclusion.changed': null,
  'domains.changed': null,
  'link.changed': null,
  'features.changed': null,
  'member.featuresChanged': null,
  'term.noticed': null,
  'mail.reported': null,
  'lms.changed': null,
  'lms.failed': null,
  'lms.rosterRead': null,
  'assignment.changed': null,
  'license.renewed': null,
  'license.keyChanged': null,
  'admin.granted': null,
  'admin.revoked': null,
};

type Group = NonNullable<(typeof said)[EventType]>;

/** So long news is gathered before it is said. In ms. */
const gatherMs = 300;
/** After something was said, the next is not said before this: a busy list must not talk over its reader. In ms. */
const pauseMs = 8_000;

/** Says what happens on the list, once per burst: "3 people joined." */
export function useAnnouncedChanges(log: ChangeLog): void {
  const t = useTranslations('users.announce');
  const announce = useAnnounce();
  const heard = useRef(log.at(-1)?.to ?? 0);
  const state = useRef({ waiting: new Map<Group, number>(), saidAt: Number.NEGATIVE_INFINITY });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const news = log.filter(({ to }) => to > heard.current);
    heard.current = log.at(-1)?.to ?? heard.current;
    const { current } = state;
    for (const { type, count } of news.flatMap(({ happened }) => happened)) {
      const group = said[type];
      if (group !== null) current.waiting.set(group, (current.waiting.get(group) ?? 0) + count);
    }
    if (current.waiting.size === 0 || timer.current !== undefined) return;
    const say = () => {
      timer.current = undefined;
      current.saidAt = performance.now();
      for (const [group, count] of current.waiting) announce({ text: t(group, { count }), group });
      current.waiting.clear();
    };
    timer.current = setTimeout(say, Math.max(gatherMs, current.saidAt + pauseMs - performance.now()));
  }, [log, announce, t]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
