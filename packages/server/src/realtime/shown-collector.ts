import { shownInput } from '@rollcall/core/events/protocol.ts';
import type { DistrictId, LicenseId, PersonId } from '@rollcall/core/ids.ts';
import type { Logger } from 'pino';
import type { Database } from '../db/tx.ts';
import { lockLicense } from '../license-row/lock-license.ts';
import { markShown } from '../membership/touch-invite.ts';

/** How long reports are gathered, so that a school bell is one statement per licence. In ms. */
const gatherMs = 250;
/** Reports that may wait; more are dropped: being shown is told again at the next opening. */
const waitingLimit = 50_000;

export interface ShownCollector {
  /** Takes a client's report; anything malformed is dropped. */
  add(person: PersonId, input: unknown): void;
  stop(): Promise<void>;
}

/** Gathers *shown* reports and writes each licence's in one statement (SPEC INVITE-6). */
export function startShownCollector(db: Database, log: Logger, committed: () => void): ShownCollector {
  let waiting = new Map<string, PersonId>();
  let writing: Promise<void> = Promise.resolve();

  function flush(): void {
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    writing = writing
      .then(() => writeShown(db, batch))
      .then(committed)
      .catch((error: unknown) => log.error({ err: error }, 'shown invites could not be recorded'));
  }

  const timer = setInterval(flush, gatherMs);
  return {
    add(person, input) {
      const parsed = shownInput.safeParse(input);
      if (!parsed.success || waiting.size >= waitingLimit) return;
      for (const member of parsed.data.memberIds) waiting.set(member, person);
    },
    async stop() {
      clearInterval(timer);
      flush();
      await writing;
    },
  };
}

async function writeShown(db: Database, batch: ReadonlyMap<string, PersonId>): Promise<void> {
  const rows = await db.withSystemTx((tx) =>
    tx
      .selectFrom('member')
      .select(['district_id', 'license_id', 'id', 'person_id'])
      .where('person_id', 'in', [...new Set(batch.values())])
      .where('id', 'in', [...batch.keys()])
      .where('status', '=', 'invited')
      .where('shown_at', 'is', null)
      .where('ended_at', 'is', null)
      .execute(),
  );
  const own = rows.filter((row) => batch.get(row.id) === row.person_id);
  for (const [licenseId, members] of Map.groupBy(own, (row) => row.license_id)) {
    const districtId = members[0]?.district_id as DistrictId;
    await db.withTx({ district: districtId }, async (tx) => {
      const license = await lockLicense(tx, districtId, licenseId as LicenseId);
      if (license === undefined) return;
      await markShown(
        tx,
        license,
        members.map((row) => row.id),
        { kind: 'system', job: 'shown' },
      );
    });
  }
}
