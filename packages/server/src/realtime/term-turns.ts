import type { Epoch } from '@rollcall/core/ids.ts';
import { graceDays } from '@rollcall/core/licenses/term.ts';
import { sql } from 'kysely';
import type { Database } from '../db/tx.ts';
import type { LicensePlace } from '../license-row/lock-license.ts';
import type { Publisher } from './publisher.ts';
import { tellEverybodyOn } from './tell-many-people.ts';

/**
 * Licences turn from one phase of their term to the next by the clock alone: no command, no event, no number. Whoever
 * is connected then gets their inbox anew, so that features go off and invites disappear without a reload (SPEC
 * FEATURE-3, TERM-2). Whoever connects later reads the phase of that moment.
 */
export class TermTurns {
  readonly #db: Database;
  readonly #publisher: Publisher;
  /** The database's time of the last look. The first only sets it: it is made before anybody is connected. */
  #lookedAt: Date | null = null;

  constructor(db: Database, publisher: Publisher) {
    this.#db = db;
    this.#publisher = publisher;
  }

  /** Tells of the turns since the last look. When it fails, the next look takes the same ones again. */
  async look(): Promise<void> {
    const since = this.#lookedAt;
    const rows = await this.#db.systemStatement(sql<
      { now: Date; epoch: Epoch } & { [Key in keyof LicensePlace]: LicensePlace[Key] | null }
    >`
      select moment.now, installation.epoch, l.district_id as "districtId", l.id as "licenseId"
      from installation, (select now() as now) moment
      left join license l on exists (
        select from unnest(array[l.starts_at, l.ends_at, l.ends_at + make_interval(hours => ${24 * graceDays})]) as turn (at)
        where turn.at > ${since}::timestamptz and turn.at <= moment.now
      )
    `);
    const [first] = rows;
    if (first === undefined) return;
    const places = rows.flatMap(({ districtId, licenseId }) =>
      districtId === null || licenseId === null ? [] : [{ districtId, licenseId }],
    );
    if (places.length > 0) await tellEverybodyOn(this.#db, this.#publisher, places, first.epoch);
    this.#lookedAt = first.now;
  }
}
