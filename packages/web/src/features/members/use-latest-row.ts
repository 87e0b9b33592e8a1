import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useState } from 'react';
import { useLicenseFeed } from '../../live/license-feed.ts';

/** A person as last told, and whether they are on the list no longer. */
export function useLatestRow(opened: MemberView): { readonly row: MemberView; readonly gone: boolean } {
  const { log } = useLicenseFeed();
  const [known, setKnown] = useState({ row: opened, gone: false });
  let { row, gone } = known.row.id === opened.id ? known : { row: opened, gone: false };
  for (const packet of log) {
    if (packet.to <= row.seq) continue;
    row = packet.members.find(({ id, seq }) => id === opened.id && seq > row.seq) ?? row;
    gone ||= packet.removed.includes(opened.id);
  }
  // The log forgets its beginning: what it said is kept here.
  if (row !== known.row || gone !== known.gone) setKnown({ row, gone });
  return { row, gone };
}
