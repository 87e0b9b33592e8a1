import { type AuditEntry, type AuditFilter, noAuditFilter } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { AppContext } from '../../app-context.ts';
import type { SignedIn } from '../../auth/session.ts';
import { csvExport } from '../../csv/write-csv.ts';
import type { DistrictTx } from '../../db/tx.ts';
import type { LicensePlace } from '../../license-row/lock-license.ts';
import { lookUp } from '../../views/audit-log/find-entries.ts';
import { listEntries } from '../../views/audit-log/list-entries.ts';
import { beginExport, exportFileName, listItself } from './begin-export.ts';
import type { ExportFile } from './export-people.ts';
import { pacedText, type WriteText } from './paced-text.ts';

/** Entries read at once. Those of large additions are large themselves. */
const pageEntries = 500;

/** The audit log as it is filtered, newest first, whole and of one moment; its own entry is the first of it. */
export async function exportAudit(
  app: AppContext,
  who: SignedIn,
  asked: { readonly licenseId: LicenseId; readonly filter: AuditFilter },
): Promise<ExportFile> {
  const { licenseId, filter } = asked;
  const filtered = JSON.stringify(filter) !== JSON.stringify(noAuditFilter);
  const list = { licenseId, exported: 'audit', filtered, find: listItself } as const;
  const { place, licenseName } = await beginExport(app, who, list);
  const make = (write: WriteText) =>
    app.db.withSnapshot({ district: place.districtId }, async (tx) => {
      for await (const piece of csvExport(auditHeader, auditRows(tx, place, filter))) await write(piece);
    });
  const text = pacedText(make, { until: app.stopping });
  return { fileName: exportFileName('audit-log', licenseName, new Date()), text };
}

async function* auditRows(
  tx: DistrictTx,
  place: LicensePlace,
  filter: AuditFilter,
): AsyncGenerator<readonly (string | null)[]> {
  const search = await lookUp(tx, place, filter);
  let before: number | null = null;
  do {
    const part = { before, limit: pageEntries };
    const entries: AuditEntry[] = await listEntries(tx, place, filter, search, part);
    for (const entry of entries) yield cellsOf(entry);
    before = entries.length < pageEntries ? null : (entries.at(-1)?.seq ?? null);
  } while (before !== null);
}

const auditHeader = [
  'Number',
  'Time (UTC)',
  'Done by',
  'Name',
  'Action',
  'People',
  'First people',
  'Run',
  'Details',
] as const;

function cellsOf(entry: AuditEntry): (string | null)[] {
  return [
    String(entry.seq),
    entry.at.slice(0, 19).replace('T', ' '),
    entry.actor.kind,
    entry.actor.name,
    entry.action,
    entry.people.count === 0 ? null : String(entry.people.count),
    entry.people.shown.map(({ email }) => email).join(', '),
    entry.run === null ? null : String(entry.run.number),
    entry.facts === null ? 'erased' : JSON.stringify(entry.facts).replace(/^\{\}$/, ''),
  ];
}
