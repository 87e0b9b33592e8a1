import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { type Announcement, createAnnouncementQueue } from './announcement-queue.ts';

type Announce = (announcement: Announcement | string) => void;

const AnnounceContext = createContext<Announce | undefined>(undefined);

/** Holds the polite live region of the app; put it once, around everything. */
export function LiveAnnouncer({ children }: { children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const queue = useMemo(
    () =>
      createAnnouncementQueue({
        say: (text) => {
          // A region that is given the text it already has stays silent: the space makes it new.
          const host = region.current;
          if (host) host.textContent = host.textContent === text ? `${text}\u00a0` : text;
        },
      }),
    [],
  );
  useEffect(() => () => queue.stop(), [queue]);
  const announce = useMemo<Announce>(
    () => (announcement) =>
      queue.add(typeof announcement === 'string' ? { text: announcement } : announcement),
    [queue],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div ref={region} role="status" aria-live="polite" aria-atomic="true" className="sr-only" />
    </AnnounceContext>
  );
}

const silence: Announce = () => {};

/** Says something to a screen reader, once per burst. Outside a LiveAnnouncer it is silent. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext) ?? silence;
}
