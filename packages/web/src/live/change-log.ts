import type { LicensePacket } from '@rollcall/core/events/protocol.ts';
import type { MemberPage } from '@rollcall/core/members/contract.ts';
import { applyPacket, type ListQuery, type LoadedList, loadedList } from './patches.ts';

/**
 * What was told about a licence since it is watched, oldest first. Pages are read at moments of their own, so news
 * that overtakes a page must not be lost: lists are always *pages, then everything in the log*, and a row's `seq`
 * says which is newer.
 */
export type ChangeLog = readonly LicensePacket[];

/** A log that has grown longer than this is made one packet. */
const logLimit = 200;

/** The log with one more packet. Old packets are joined, so that it grows with the people changed, not with time. */
export function appendToLog(log: ChangeLog, packet: LicensePacket): ChangeLog {
  const longer = [...log, packet];
  return longer.length > logLimit ? [joinPackets(longer)] : longer;
}

/** Several packets in a row as one: the last word about each person. */
function joinPackets(packets: readonly LicensePacket[]): LicensePacket {
  const [first] = packets;
  const last = packets.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('There is nothing to join');
  const members: Map<string, LicensePacket['members'][number]> = new Map();
  const removed = new Set<LicensePacket['removed'][number]>();
  for (const packet of packets) {
    for (const row of packet.members) members.set(row.id, row);
    for (const id of packet.removed) {
      members.delete(id);
      removed.add(id);
    }
  }
  return { ...last, from: first.from, members: [...members.values()], removed: [...removed] };
}

/** A list of people with what it was made of, so that the next packet costs one step and not all of them again. */
export interface LiveList {
  readonly pages: readonly MemberPage[];
  readonly query: ListQuery;
  readonly log: ChangeLog;
  readonly list: LoadedList;
}

/** The list that these pages and this log make. `before` is the last result: used where it can be continued. */
export function followList(
  before: LiveList | null,
  pages: readonly MemberPage[],
  query: ListQuery,
  log: ChangeLog,
): LiveList {
  if (before !== null && before.pages === pages && isSameQuery(before.query, query)) {
    if (before.log === log) return before;
    const known = before.log.length;
    const continues = known === 0 || log[known - 1] === before.log[known - 1];
    if (continues) {
      return { pages, query, log, list: applyAll(before.list, log.slice(known), query, pages) };
    }
  }
  return { pages, query, log, list: applyAll(loadedList(pages), log, query, pages) };
}

/** Packets of another epoch than the pages' count from elsewhere: theirs is a list that no longer exists. */
function applyAll(
  list: LoadedList,
  packets: ChangeLog,
  query: ListQuery,
  pages: readonly MemberPage[],
): LoadedList {
  const epoch = pages[0]?.epoch;
  return packets
    .filter((packet) => packet.epoch === epoch)
    .reduce((current, packet) => applyPacket(current, packet, query), list);
}

function isSameQuery(one: ListQuery, other: ListQuery): boolean {
  return one.sort === other.sort && one.filter.status === other.filter.status;
}
