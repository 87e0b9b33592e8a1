import { api } from '@rollcall/client/api/api.ts';
import { useWatchLicense } from '@rollcall/client/live/live-provider.tsx';
import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useEffect, useRef, useState } from 'react';

/** So many licences may one page watch at a time; the others are read again now and then. */
export const watchLimit = 20;
/** How often that is. In ms. */
export const refreshMs = 30_000;
/** Snapshots that arrive together ask for one read. In ms. */
const gatherMs = 150;

/** One licence of a list, kept up to date. `onStale`: the list has to be read again. */
export function useWatchedLicense(license: LicenseView, onStale: () => void): LicenseView {
  const [told, setTold] = useState<LicenseView | null>(null);
  const listener = {
    onPacket: (packet: LicensePacket) => setTold(packet.license),
    onSnapshot: () => {
      setTold(null);
      onStale();
    },
    onEnded: onStale,
  };
  // The list does not say of which epoch it is: the first answer has it read again.
  useWatchLicense(license.id, listener, null);
  return told !== null && told.seq > license.seq ? told : license;
}

/** Reads the list of licences again, once for several askings in a row. */
export function useRefreshLicenses(): () => void {
  const utils = api.useUtils();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void utils.license.list.invalidate(), gatherMs);
  };
}
