import { api } from '@rollcall/client/api/api.ts';
import { type SourceKind, sourceReturn } from '@rollcall/core/members/sources.ts';
import { skipToken } from '@tanstack/react-query';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { MemberCommand } from './member-intent.ts';

/**
 * What brings somebody back who is removed by hand, or lets them come back. The row says what may; whether it does (a
 * system that is followed, a domain or a key that is switched on) is asked, and until that is known the row's word counts.
 */
export function useReturns(command: MemberCommand | null): readonly SourceKind[] {
  const { licenseId } = useLicenseFeed();
  const row = command?.verb === 'remove' ? command.row : null;
  const may = row?.sources.filter((kind) => sourceReturn[kind] !== 'never') ?? [];
  const panel = api.member.panel.useQuery(
    row === null || may.length === 0 ? skipToken : { licenseId, memberId: row.id },
    { staleTime: 0, gcTime: 0, retry: false },
  );
  if (may.length === 0) return [];
  const removal = panel.data?.removal;
  return removal === undefined ? may : [...removal.wouldComeBackBy, ...removal.mayComeBackBy];
}
