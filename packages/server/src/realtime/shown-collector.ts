import { shownInput } from '@rollcall/core/events/protocol.ts';
import type { MemberId, PersonId } from '@rollcall/core/ids.ts';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { type LicensePlace, lockLicense } from '../license-row/lock-license.ts';
import { markShown } from '../membership/touch-invite.ts';

/** Reports that may wait; more are dropped: being shown is told again at the next opening. */
const waitingLimit = 50_000;

export interface ShownCollector {
  /** Takes a client's report. False when it is malformed and was dropped. */
  add(person: PersonId, input: unknown): boolean;
  stop(): Promise<void>;
}

interface Report {
  readonly person: PersonId;
  readonly member: MemberId;
}

/**
 * Gathers *shown* reports and writes each licence's in one statement (SPEC INVITE-6). A report counts for the
 * person's own invites only; whatever else it names is ignored.
 */
export function startShownCollector(
  db: Database,
  log: Logger,
  gatherMs: number,
  committed: (place: LicensePlace) => void,
): ShownCollector {
  let waiting = new Map<string, Report>();
  let writing: Promise<void> = Promise.resolve();

  function flush(): void {
    if (waiting.size === 0) return;
    const batch = [...waiting.values()];
    waiting = new Map();
    writing = writing
      .then(() => writeShown(db, log, batch, committed))
      .catch((error: unknown) => log.error({ err: error }, 'shown invites could not be recorded'));
  }

  const timer = setInterval(flush, gatherMs);
  return {
    add(person, input) {
      const parsed = shownInput.safeParse(input);
      if (!parsed.success) return false;
      for (const member of parsed.data.memberIds) {
        if (waiting.size < waitingLimit) waiting.set(`${person} ${member}`, { person, member });
      }
      return true;
    },
    async stop() {
      clearInterval(timer);
      flush();
      await writing;
    },
  };
}

async function writeShown(
  db: Database,
  log: Logger,
  batch: readonly Report[],
  committed: (place: LicensePlace) => void,
): Promise<void> {
  const open = await db.systemStatement(sql<LicensePlace & { memberId: string }>`
    select m.district_id as "districtId", m.license_id as "licenseId", m.id as "memberId"
    from unnest(
      ${batch.map(({ person }) => person)}::uuid[],
      ${batch.map(({ member }) => member)}::uuid[]
    ) as shown (person_id, id)
    join member m on m.person_id = shown.person_id and m.id = shown.id
    where m.status = 'invited' and m.shown_at is null and m.ended_at is null
  `);
  for (const members of Map.groupBy(open, (row) => row.licenseId).values()) {
    const [place] = members;
    if (place === undefined) continue;
    try {
      await writeOfLicense(
        db,
        place,
        members.map((row) => row.memberId),
      );
      committed(place);
    } catch (error) {
      log.error(
        { err: error, licenseId: place.licenseId },
        'shown invites of a license could not be recorded',
      );
    }
  }
}

async function writeOfLicense(
  db: Database,
  { districtId, licenseId }: LicensePlace,
  memberIds: readonly string[],
): Promise<void> {
  await db.withTx({ district: districtId }, async (tx) => {
    const license = await lockLicense(tx, districtId, licenseId);
    if (license !== undefined) await markShown(tx, license, memberIds, { kind: 'system', job: 'shown' });
  });
}
