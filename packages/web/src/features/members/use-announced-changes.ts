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
  'license.renewed': null,
  'license.keyChanged': null,
  'admin.granted': null,
  'admin.revoked': null,
};

/** Says what happens on the list, once per burst: "3 people joined." */
export function useAnnouncedChanges(log: ChangeLog): void {
  const t = useTranslations('users.announce');
  const announce = useAnnounce();
  const heard = useRef(log.at(-1)?.to ?? 0);
  useEffect(() => {
    const news = log.filter(({ to }) => to > heard.current);
    heard.current = log.at(-1)?.to ?? heard.current;
    for (const { type, count } of news.flatMap(({ happened }) => happened)) {
      const group = said[type];
      if (group === null) continue;
      announce({ text: t(group, { count }), group, count, summary: (total) => t(group, { count: total }) });
    }
  }, [log, announce, t]);
}
