import { api } from '@rollcall/client/api/api.ts';
import { type SourceKind, sourceIsHandMade } from '@rollcall/core/members/sources.ts';
import { skipToken } from '@tanstack/react-query';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { MemberCommand } from './member-intent.ts';

/**
 * What would bring somebody back who is removed by hand. The row says what may; whether it does (a system that is
 * followed, a domain that is switched on) is asked, and until that is known the row's word counts.
 */
export function useReturns(command: MemberCommand | null): readonly SourceKind[] {
  const { licenseId } = useLicenseFeed();
  const row = command?.verb === 'remove' ? command.row : null;
  const may = row?.sources.filter((kind) => !sourceIsHandMade[kind]) ?? [];
  const panel = api.member.panel.useQuery(
    row === null || may.length === 0 ? skipToken : { licenseId, memberId: row.id },
    { staleTime: 0, gcTime: 0, retry: false },
  );
  return may.length > 0 ? (panel.data?.removal.wouldComeBackBy ?? may) : [];
}
