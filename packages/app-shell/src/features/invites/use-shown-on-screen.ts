import { useReportShown } from '@rollcall/client/live/live-provider.tsx';
import type { MemberId } from '@rollcall/core/ids.ts';
import { type RefObject, useEffect, useRef } from 'react';

/** Reports an invite once it can really be seen: its element is in view, and the window is the one in front. */
export function useShownOnScreen(memberId: MemberId): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const report = useReportShown();
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    let inView = false;
    let reported = false;
    const consider = () => {
      if (reported || !inView || document.visibilityState !== 'visible') return;
      reported = true;
      report([memberId]);
    };
    const observer = new IntersectionObserver((changes) => {
      inView = changes.at(-1)?.isIntersecting ?? false;
      consider();
    });
    observer.observe(target);
    document.addEventListener('visibilitychange', consider);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', consider);
    };
  }, [memberId, report]);
  return element;
}
