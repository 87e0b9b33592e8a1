import { poolOf } from '@rollcall/core/licenses/pools.ts';
import type { SeatPool, UserType } from '@rollcall/core/licenses/seats.ts';
import { phaseAllows } from '@rollcall/core/licenses/term.ts';
import { admit } from '@rollcall/core/members/admit.ts';
import { type AddWithoutInvitation, additionMode } from '@rollcall/core/members/invite-rule.ts';
import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { type SourceKind, sourceOverridesExclusion } from '@rollcall/core/members/sources.ts';
import { type MemberEvent, type MemberStatus, transitions } from '@rollcall/core/members/status.ts';
import { removalsWait } from '@rollcall/core/sync/brake.ts';
import {
  type AddressChoice,
  addressesOf,
  type Command,
  type DistrictName,
  districtOf,
  everybody,
  type Phase,
  type Place,
  places,
  type Who,
} from './commands.ts';

/** Which of a person's addresses a row stands under: its place among them. */
type AddressIndex = 0 | 1;

export interface PureRow {
  readonly status: MemberStatus;
  readonly userType: UserType;
  readonly sources: ReadonlySet<SourceKind>;
  readonly address: AddressIndex;
}

interface PureLicense {
  seats: Record<SeatPool, number>;
  phase: Phase;
  readonly rows: Map<Who, PureRow>;
  /** Exclusions by `who` and the address that the row had. */
  readonly keptOut: Map<string, Who>;
  /** Whom the followed source named last, and whether it holds them. */
  readonly named: Map<Who, boolean>;
  /** Who was launched and sat down on their row; whoever loses it sits on none. */
  readonly seated: Set<Who>;
}

interface PureDistrict {
  setting: AddWithoutInvitation;
  domainHolds: boolean;
}

/** What somebody is told: an outcome for each person, or a code of a refusal. */
export type Told = readonly string[];

/**
 * The world as core's rules say it should be: small, in memory, one step after another. What the real server shows is
 * compared with it after each command.
 */
export class PureWorld {
  readonly licenses = new Map<Place, PureLicense>();
  readonly #districts: Record<DistrictName, PureDistrict> = {
    north: { setting: 'all_addresses', domainHolds: true },
    south: { setting: 'all_addresses', domainHolds: true },
  };

  constructor(seats: Record<SeatPool, number>) {
    for (const place of places) {
      this.licenses.set(place, {
        seats: { ...seats },
        phase: 'active',
        rows: new Map(),
        keptOut: new Map(),
        named: new Map(),
        seated: new Set(),
      });
    }
  }

  readonly #ways = {
    key: (place: Place, who: Who) => this.#enterKey(place, who),
    link: (place: Place, who: Who) => this.#openLink(place, who),
    launch: (place: Place, who: Who) => this.#launch(place, who),
  };

  /** A world of its own that stands as this one does. */
  copy(): PureWorld {
    const copy = new PureWorld({ staff: 0, student: 0 });
    for (const [place, { seats, phase, rows, keptOut, named, seated }] of this.licenses) {
      copy.licenses.set(place, {
        seats: { ...seats },
        phase,
        rows: new Map(rows),
        keptOut: new Map(keptOut),
        named: new Map(named),
        seated: new Set(seated),
      });
    }
    for (const name of ['north', 'south'] as const) copy.#districts[name] = { ...this.#districts[name] };
    return copy;
  }

  license(place: Place): PureLicense {
    const license = this.licenses.get(place);
    if (license === undefined) throw new Error(`There is no license ${place}`);
    return license;
  }

  row(place: Place, who: Who): PureRow | undefined {
    return this.license(place).rows.get(who);
  }

  /** People with a claim on a seat of the pool: accepted or invited. */
  held(place: Place, pool: SeatPool): number {
    return [...this.license(place).rows.values()].filter(
      ({ status, userType }) => status !== 'rejected' && poolOf[userType] === pool,
    ).length;
  }

  /** Whether an address is in a domain of the district that is verified and not lost. */
  isInside(district: DistrictName, who: Who, address: AddressIndex): boolean {
    return this.#districts[district].domainHolds && addressesOf[who][address] === district;
  }

  /** Runs a command. Returns what whoever gave it is told; null where there is nothing to press. */
  run(command: Command): Told | null {
    switch (command.kind) {
      case 'add':
        return this.#add(command);
      case 'come':
        return this.#ways[command.way](command.place, command.who);
      case 'answer':
        return this.#answer(command);
      case 'end':
        return this.#end(command);
      case 'reinvite':
        return this.#reinvite(command);
      case 'allowAgain':
        return this.#allowAgain(command.place, command.who);
      case 'changeType':
        return this.#changeType(command.place, command.who, command.userType);
      case 'sync':
        return this.#sync(command.place, command.named);
      case 'useApp':
        return this.#useApp(command.who);
      case 'renew':
        this.license(command.place).seats = { staff: command.staff, student: command.students };
        return [];
      case 'turnTerm':
        this.license(command.place).phase = command.phase;
        return [];
      case 'setting':
        this.#districts[command.district].setting = command.setting;
        return [];
      case 'loseDomain':
      case 'findDomain':
        this.#districts[command.district].domainHolds = command.kind === 'findDomain';
        return [];
      case 'trespass':
        return this.row(command.place, command.who) === undefined ? null : ['NOT_FOUND'];
    }
  }

  #add({ place, by, people, address, userType, method }: Extract<Command, { kind: 'add' }>): Told {
    const { phase } = this.license(place);
    if (phase !== 'active') return ['LICENSE_NOT_ACTIVE'];
    return people.map((who) => {
      const index = indexOf(who, address);
      const mode = this.#mode(place, by, who, index);
      return this.#admit(place, who, { address: index, mode, userType, kind: method });
    });
  }

  #mode(place: Place, by: 'plain' | 'domain', who: Who, address: AddressIndex): 'invite' | 'at_once' {
    const district = districtOf(place);
    return additionMode({
      method: 'email',
      actorIsDomainAdmin: by === 'domain',
      setting: this.#districts[district].setting,
      addressInVerifiedDomain: this.isInside(district, who, address),
    });
  }

  #enterKey(place: Place, who: Who): Told {
    const refused = ['KEY_NOT_ACCEPTED'];
    if (!phaseAllows[this.license(place).phase].adding) return refused;
    const address = this.#ownAddress(place, who);
    const outcome = this.#admit(place, who, { address, mode: 'at_once', userType: 'student', kind: 'key' });
    return ['added', 'converted', 'already_member'].includes(outcome) ? [outcome] : refused;
  }

  /** The link of a Teacher licence is for the district's domains, that of a District licence for anybody. */
  #openLink(place: Place, who: Who): Told {
    const { phase, rows } = this.license(place);
    const address = this.#ownAddress(place, who);
    const fits = place.endsWith('/district') || this.isInside(districtOf(place), who, address);
    const isMember = rows.get(who)?.status === 'accepted';
    const isOpen = phaseAllows[phase].adding && fits && !this.#isKeptOut(place, who);
    if (isMember && !isOpen) return ['already_member'];
    const refused = (reason: string) => [`LINK_NOT_ACCEPTED ${reason}`];
    if (!phaseAllows[phase].adding) return refused('not_active');
    if (this.#isKeptOut(place, who)) return refused('kept_out');
    if (!fits) return refused('wrong_domain');
    const outcome = this.#admit(place, who, { address, mode: 'at_once', userType: 'student', kind: 'link' });
    return outcome === 'no_seat' ? refused(outcome) : [outcome];
  }

  /**
   * A system says the first address. Outside the verified domains that is nobody's proof: whoever is launched from there
   * stands under no address, apart from whoever has it. The model launches only insiders (SPEC C03, ASSIGN-6).
   */
  #launch(place: Place, who: Who): Told | null {
    if (place.endsWith('/district')) return null;
    if (addressesOf[who][0] !== districtOf(place) || !this.isInside(districtOf(place), who, 0)) return null;
    const { phase, seated } = this.license(place);
    if (!phaseAllows[phase].features) return ['license_not_active'];
    const isSeated = seated.has(who) && this.row(place, who)?.status === 'accepted';
    if (!phaseAllows[phase].adding) return [isSeated ? 'app' : 'license_not_active'];
    const outcome = this.#admit(place, who, {
      address: 0,
      mode: 'at_once',
      userType: 'student',
      kind: 'assignment',
    });
    if (outcome === 'excluded') return ['kept_out'];
    if (outcome === 'no_seat') return ['no_seat'];
    seated.add(who);
    return ['app'];
  }

  /** Under which address the district sees somebody who comes by themselves: one of its own before another. */
  #ownAddress(place: Place, who: Who): AddressIndex {
    const isSecond = !this.isInside(districtOf(place), who, 0) && this.isInside(districtOf(place), who, 1);
    return isSecond ? 1 : 0;
  }

  #answer({ place, who, answer }: Extract<Command, { kind: 'answer' }>): Told | null {
    const row = this.row(place, who);
    if (row === undefined) return null;
    const { phase } = this.license(place);
    // An invite that cannot be answered is not shown; whoever is on the list yet presses what they saw before.
    if (!phaseAllows[phase].answering) return row.status === 'invited' ? null : ['LICENSE_NOT_ACTIVE'];
    const transition = transitions[row.status][answer];
    if ('refused' in transition) return [`INVITE_CLOSED ${row.status}`];
    if (transition.to === 'none') throw new Error('An answer ends no row');
    this.license(place).rows.set(who, { ...row, status: transition.to });
    return [transition.to];
  }

  #end({ place, who, how }: Extract<Command, { kind: 'end' }>): Told | null {
    const license = this.license(place);
    const row = license.rows.get(who);
    if (row === undefined) return null;
    const event: MemberEvent = how === 'withdraw' ? 'withdraw' : 'remove';
    if ('refused' in transitions[row.status][event]) return [`WRONG_STATUS ${row.status}`];
    this.#take(place, who);
    if (how === 'keepOut') license.keptOut.set(`${who} ${row.address}`, who);
    return [how === 'withdraw' ? 'withdrawn' : 'removed'];
  }

  #reinvite({ place, who, by }: Extract<Command, { kind: 'reinvite' }>): Told | null {
    const row = this.row(place, who);
    if (row === undefined) return null;
    if (this.license(place).phase !== 'active') return ['LICENSE_NOT_ACTIVE'];
    if (row.status !== 'rejected') return [`WRONG_STATUS ${row.status}`];
    const { address, userType } = row;
    const mode = this.#mode(place, by, who, address);
    const outcome = this.#admit(place, who, { address, mode, userType, kind: 'email' });
    return [outcome === 'no_seat' ? 'SEATS_EXHAUSTED' : outcome];
  }

  #allowAgain(place: Place, who: Who): Told | null {
    const { keptOut } = this.license(place);
    const key = [...keptOut.keys()].sort().find((name) => keptOut.get(name) === who);
    if (key === undefined) return null;
    keptOut.delete(key);
    return [];
  }

  #changeType(place: Place, who: Who, userType: UserType): Told | null {
    const license = this.license(place);
    const row = license.rows.get(who);
    if (row === undefined) return null;
    if (row.userType === userType) return ['type_unchanged'];
    const pool = poolOf[userType];
    const claims = row.status !== 'rejected' && poolOf[row.userType] !== pool;
    if (claims && this.held(place, pool) >= license.seats[pool]) return ['no_seat'];
    license.rows.set(who, { ...row, userType });
    return ['type_changed'];
  }

  /** One sync: who left first, then who came, in the order of the directory. */
  #sync(place: 'north/district' | 'north/teacher', now: readonly Who[]): Told | null {
    const license = this.license(place);
    if (license.phase !== 'active') return ['LICENSE_NOT_ACTIVE'];
    const kind = place === 'north/district' ? 'ou' : 'classroom';
    const gone = [...license.named.keys()].filter((who) => !now.includes(who));
    const held = [...license.named.values()].filter((holds) => holds).length;
    const removals = gone.filter((who) => license.named.get(who) === true).length;
    if (!removalsWait({ removals, held })) for (const who of gone) this.#leave(place, who, kind);
    for (const who of everybody.filter((one) => now.includes(one))) {
      if (license.named.get(who) !== true) license.named.set(who, this.#follow(place, who, kind));
    }
    return ['done'];
  }

  #leave(place: Place, who: Who, kind: SourceKind): void {
    const license = this.license(place);
    const row = license.rows.get(who);
    const holds = license.named.get(who) === true;
    license.named.delete(who);
    if (!holds || row === undefined) return;
    const sources = new Set(row.sources);
    sources.delete(kind);
    if (sources.size === 0) this.#unseat(place, who);
    else license.rows.set(who, { ...row, sources });
  }

  /** Whether a followed source holds somebody from now on. Outside the verified domains an address is nobody's proof. */
  #follow(place: Place, who: Who, kind: SourceKind): boolean {
    if (!this.isInside(districtOf(place), who, 0) && this.row(place, who) !== undefined) return false;
    const outcome = this.#admit(place, who, { address: 0, mode: 'at_once', userType: 'student', kind });
    return ['added', 'converted', 'already_member'].includes(outcome);
  }

  #useApp(who: Who): Told {
    const place = 'south/district';
    const domains: readonly string[] = addressesOf[who];
    const index = domains.indexOf('south');
    if (index < 0 || !this.isInside('south', who, index === 0 ? 0 : 1)) return [];
    if (this.license(place).phase !== 'active' || this.#isKeptOut(place, who)) return [];
    this.#admit(place, who, {
      address: index === 0 ? 0 : 1,
      mode: 'at_once',
      userType: 'student',
      kind: 'domain',
    });
    return [];
  }

  #isKeptOut(place: Place, who: Who): boolean {
    return [...this.license(place).keptOut.values()].includes(who);
  }

  #admit(
    place: Place,
    who: Who,
    addition: {
      readonly address: AddressIndex;
      readonly mode: 'invite' | 'at_once';
      readonly userType: UserType;
      readonly kind: SourceKind;
    },
  ): MemberOutcome {
    const license = this.license(place);
    const row = license.rows.get(who);
    const left = (pool: SeatPool) => Math.max(0, license.seats[pool] - this.held(place, pool));
    const admission = admit(
      {
        state: row?.status ?? 'none',
        currentType: row?.userType ?? null,
        heldBySameSource: row?.sources.has(addition.kind) ?? false,
        invitedBefore: false,
        lastRearmedAt: null,
        keptOut: !sourceOverridesExclusion[addition.kind] && this.#isKeptOut(place, who),
      },
      { mode: addition.mode, userType: addition.userType, now: new Date(0) },
      { staff: left('staff'), student: left('student') },
    );
    if (admission.to === 'none') return admission.outcome;
    const sources = new Set(row?.sources);
    if (admission.addSource) sources.add(addition.kind);
    license.rows.set(who, {
      status: admission.to,
      userType: admission.userType,
      sources,
      address: row?.address ?? addition.address,
    });
    return admission.outcome;
  }

  #unseat(place: Place, who: Who): void {
    this.license(place).rows.delete(who);
    this.license(place).seated.delete(who);
  }

  #take(place: Place, who: Who): void {
    const license = this.license(place);
    this.#unseat(place, who);
    if (license.named.has(who)) license.named.set(who, false);
  }
}

export function indexOf(who: Who, choice: AddressChoice): AddressIndex {
  return choice === 'last' && addressesOf[who].length > 1 ? 1 : 0;
}
