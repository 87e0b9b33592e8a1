import type { MemberId } from '@rollcall/core/ids.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import type { RefObject } from 'react';
import type { MemberIntent } from './member-intent.ts';

/** What the table and the cards both show. */
export interface MemberListProps {
  readonly rows: readonly MemberView[];
  /** How many people match in all, also those not read yet. */
  readonly total: number;
  /** Whose rows changed a moment ago. */
  readonly recent: ReadonlySet<MemberId>;
  readonly lastSeen: RefObject<number>;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly moreError: unknown;
  readonly onMore: () => void;
  readonly onIntent: (intent: MemberIntent) => void;
}
