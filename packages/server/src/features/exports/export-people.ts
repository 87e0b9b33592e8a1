import type { Readable } from 'node:stream';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { MemberOrder, MemberSort, MemberView } from '@rollcall/core/members/contract.ts';
import { type MemberFilter, noMemberFilter } from '@rollcall/core/members/filter.ts';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { csvExport } from '../../csv/write-csv.ts';
import type { DistrictTx } from '../../db/tx.ts';
import { listMembers, type MemberWindow } from '../../views/member-list/list-members.ts';
import type { ListQuery } from '../../views/member-list/list-query.ts';
import { beginExport, exportFileName, listItself } from './begin-export.ts';
import { pacedText, type WriteText } from './paced-text.ts';
import { userTypeNames } from './row-words.ts';

/** People read at once: a statement's work, and what is in memory of a list of any length. */
const pagePeople = 2_000;

export interface ExportFile {
  readonly fileName: string;
  readonly text: Readable;
}

export interface PeopleAsked {
  readonly licenseId: LicenseId;
  readonly filter: MemberFilter;
  readonly sort: MemberSort;
  readonly order: MemberOrder;
}

/** The list as it is filtered and sorted, whole and of one moment, with the columns of the screen (SPEC EXPORT-1). */
export async function exportPeople(app: AppContext, who: SignedIn, asked: PeopleAsked): Promise<ExportFile> {
  const { licenseId, filter, sort, order } = asked;
  const filtered = JSON.stringify(filter) !== JSON.stringify(noMemberFilter);
  const list = { licenseId, exported: 'people', filtered, find: listItself } as const;
  const { place, licenseName } = await beginExport(app, who, list);
  const make = (write: WriteText) =>
    app.db.withSnapshot({ district: place.districtId }, async (tx) => {
      const rows = peopleRows(tx, { place, filter, sort, order });
      for await (const piece of csvExport(peopleHeader, rows)) await write(piece);
    });
  const text = pacedText(make, { until: app.stopping });
  return { fileName: exportFileName('users', licenseName, new Date()), text };
}

async function* peopleRows(tx: DistrictTx, query: ListQuery): AsyncGenerator<readonly (string | null)[]> {
  let cursor: string | null = null;
  do {
    const page: MemberWindow = await listMembers(tx, query, {
      cursor,
      towards: 'after',
      skip: 0,
      limit: pagePeople,
    });
    for (const member of page.members) yield cellsOf(member);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const peopleHeader = [
  'Email',
  'Name',
  'User type',
  'Status',
  'Sources',
  'Added by',
  'Added (UTC)',
  'Invitation seen on',
  'Last active on',
  'Reason for declining',
] as const;

const statusNames: Readonly<Record<MemberStatus, string>> = {
  accepted: 'Accepted',
  invited: 'Invited',
  rejected: 'Rejected',
};
const sourceNames: Readonly<Record<SourceKind, string>> = {
  email: 'E-mail address',
  csv: 'CSV file',
  ou: 'Organizational unit',
  domain: 'Domain-wide',
  assignment: 'Assignment',
  classroom: 'Google Classroom',
  link: 'License link',
  key: 'License key',
};

function cellsOf(member: MemberView): (string | null)[] {
  return [
    member.email,
    member.name,
    userTypeNames[member.userType],
    statusNames[member.status],
    member.sources.map((source) => sourceNames[source]).join(', '),
    member.addedBy,
    member.addedAt.slice(0, 19).replace('T', ' '),
    member.shownOn,
    member.lastActiveOn,
    member.declineReason,
  ];
}
