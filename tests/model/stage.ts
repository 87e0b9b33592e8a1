import { randomUUID } from 'node:crypto';
import { type DomainId, domainId, type LicenseId } from '@rollcall/core/ids.ts';
import type { SyncSelection } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type { LicensePlace } from '@rollcall/server/license-row/lock-license.ts';
import { ensureDomain } from '@rollcall/server/vendor/create-domain.ts';
import { ensureLicense } from '@rollcall/server/vendor/create-license.ts';
import { switchDomainWide } from '@rollcall/server/vendor/domain-wide.ts';
import { grantLicenseAdmin } from '@rollcall/server/vendor/grants.ts';
import { insertConnection } from '../_kit/connection-row.ts';
import type { TestDatabase } from '../_kit/database.ts';
import {
  asVendor,
  canonical,
  makeDistrict,
  signIn,
  type TestDistrict,
  type TestPerson,
} from '../_kit/district.ts';
import type { FakeGoogle } from '../_kit/fake-google.ts';
import { openAssignment, type RegisteredLms } from '../_kit/launches.ts';
import { openLink } from '../_kit/links.ts';
import { newRequest, openKey } from '../_kit/membership.ts';
import { confirmAndFinish } from '../_kit/runs.ts';
import type { SyncWorld } from '../_kit/sync-world.ts';
import {
  addressesOf,
  type DistrictName,
  districtOf,
  everybody,
  type Place,
  places,
  type Who,
  withAccount,
} from './commands.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** So long ago that a term can end before its grace, too. */
const startsAt = () => new Date(Date.now() - 400 * dayMs);
const endsAt = () => new Date(Date.now() + 300 * dayMs);

/** What is followed: the one OU, or the one class. */
const followed: Readonly<Record<SyncSource, SyncSelection>> = {
  ou: { source: 'ou', units: [{ id: 'pupils', userType: 'student' }] },
  classroom: { source: 'classroom', courses: [{ id: 'class', teachers: [] }] },
};

/** A licence on the server, and who speaks for it: a license admin, and one who is domain admin too. */
export interface RealLicense extends LicensePlace {
  readonly key: string;
  readonly link: string;
  /** Of a Teacher licence: a system in which an assignment is placed. */
  readonly lms: RegisteredLms | null;
  readonly plain: TestPerson;
  readonly domain: TestPerson;
}

export interface StageParts {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  readonly googleOf: SyncWorld['googleOf'];
  readonly seats: { readonly staff: number; readonly student: number };
}

/** Where the model's commands are played on the server: two districts, four licences, five accounts. */
export class Stage {
  readonly app: RunningApp;
  readonly database: TestDatabase;
  readonly #googleOf: SyncWorld['googleOf'];
  readonly #tag = randomUUID().slice(0, 8);
  readonly #districts = new Map<DistrictName, TestDistrict>();
  /** The domains of the people: the admins' own bring nobody. */
  readonly #domains = new Map<DistrictName, { readonly id: DomainId; readonly name: string }>();
  readonly #licenses = new Map<Place, RealLicense>();
  readonly #people = new Map<Who, TestPerson>();

  private constructor({ app, database, googleOf }: StageParts) {
    this.app = app;
    this.database = database;
    this.#googleOf = googleOf;
  }

  static async build(parts: StageParts): Promise<Stage> {
    const stage = new Stage(parts);
    const { app, seats } = parts;
    const options = {
      startsAt: startsAt(),
      endsAt: endsAt(),
      staffSeats: seats.staff,
      studentSeats: seats.student,
    };
    for (const name of ['north', 'south'] as const) {
      const home = await makeDistrict(app, { ...options, domainAdmin: true });
      stage.#districts.set(name, home);
      const domain = `${name}-${stage.#tag}.example`;
      const { id } = await app.context.db.withSystemTx((tx) => ensureDomain(tx, home.id, domain));
      stage.#domains.set(name, { id: domainId.parse(id), name: domain });
    }
    const made: [Place, LicensePlace][] = [];
    for (const place of places) made.push([place, await stage.#makeLicense(place, seats)]);
    for (const [place, license] of made) stage.#licenses.set(place, await stage.#open(place, license));
    for (const who of withAccount) stage.#people.set(who, await stage.#makeAccount(who));
    await stage.#followGoogle();
    await stage.#bringByDomain();
    return stage;
  }

  district(name: DistrictName): TestDistrict {
    return found(this.#districts.get(name));
  }

  license(place: Place): RealLicense {
    return found(this.#licenses.get(place));
  }

  person(who: Who): TestPerson {
    return found(this.#people.get(who));
  }

  /** The first or second address of somebody; the first again where there is one. */
  address(who: Who, index: 0 | 1): string {
    const domain = addressesOf[who][index] ?? addressesOf[who][0];
    const own = index === 1 && addressesOf[who].length > 1 ? `${who}.2` : who;
    return `${own}@${domain === 'nobody' ? `n${this.#tag}.example` : found(this.#domains.get(domain)).name}`;
  }

  /** Whose address it is. */
  whose(email: string): Who {
    return found(everybody.find((who) => this.address(who, 0) === email || this.address(who, 1) === email));
  }

  /** Whether somebody's first address is in a domain of the licence's district that is verified and not lost. */
  async isInside(place: Place, who: Who): Promise<boolean> {
    const district = districtOf(place);
    if (addressesOf[who][0] !== district) return false;
    return this.database.value('select lost_at is null from domain where id = $1', [
      found(this.#domains.get(district)).id,
    ]);
  }

  /** Makes these the people of the followed OU, or of the class, in their order. */
  nameInDirectory(place: Place, named: readonly Who[]): void {
    const google = this.#google(place);
    google.people.clear();
    for (const who of named) google.addPerson(who, 'pupils', this.address(who, 0), `Name of ${who}`);
    if (place === 'north/district') return;
    google.dropCourse('class');
    google.addCourse('class', named);
  }

  #google(place: Place): FakeGoogle {
    return this.#googleOf(this.license(place));
  }

  /** A licence with its two admins. They sign in when all is granted: a new right gives their sessions new tokens. */
  async #makeLicense(place: Place, seats: StageParts['seats']): Promise<LicensePlace> {
    const home = this.district(districtOf(place));
    const licenseId = place.endsWith('/district') ? home.licenseId : await this.#teacherLicense(home, seats);
    const license = { districtId: home.id, licenseId };
    for (const email of [home.admin.email, plainAdmin(home)]) {
      const grantee = { email: canonical(email), name: email };
      await asVendor(this.app, license, (tx) => grantLicenseAdmin(tx, license, grantee));
    }
    return license;
  }

  async #open(place: Place, license: LicensePlace): Promise<RealLicense> {
    const home = this.district(districtOf(place));
    const plain = await signIn(this.app, plainAdmin(home));
    const domain = await signIn(this.app, home.admin.email);
    const key = await openKey(plain.client, license.licenseId);
    const audience = place.endsWith('/district') ? 'anybody' : 'verified_domains';
    const lms = place.endsWith('/district')
      ? null
      : await openAssignment(this.app, { ...home, licenseId: license.licenseId, admin: plain });
    return {
      ...license,
      key,
      lms,
      link: await openLink(plain.client, license.licenseId, { audience }),
      plain,
      domain,
    };
  }

  async #teacherLicense(home: TestDistrict, seats: StageParts['seats']): Promise<LicenseId> {
    const { id } = await this.app.context.db.withSystemTx((tx) =>
      ensureLicense(tx, this.app.context.env.secret, {
        districtId: home.id,
        name: `Teacher license ${this.#tag}`,
        type: 'teacher',
        startsAt: startsAt(),
        endsAt: endsAt(),
        staffSeats: seats.staff,
        studentSeats: seats.student,
      }),
    );
    return id;
  }

  async #makeAccount(who: Who): Promise<TestPerson> {
    const person = await signIn(this.app, this.address(who, 0));
    if (addressesOf[who].length < 2) return person;
    const email = this.address(who, 1);
    const { demoCode } = await person.client.account.requestAddressCode.mutate({ email });
    await person.client.account.addAddress.mutate({ email, code: demoCode ?? '' });
    return person;
  }

  /** The District licence of north follows an OU, its Teacher licence a class; nobody is in them yet. */
  async #followGoogle(): Promise<void> {
    for (const place of ['north/district', 'north/teacher'] as const) {
      const { licenseId, plain } = this.license(place);
      const source = place === 'north/district' ? 'ou' : 'classroom';
      await insertConnection(this.app, { ...this.district('north'), licenseId }, source);
      this.#google(place).addUnit('pupils');
      this.nameInDirectory(place, []);
      const selection = followed[source];
      const requestId = newRequest();
      await confirmAndFinish(
        plain,
        await plain.client.run.planSync.mutate({ licenseId, selection, requestId }),
      );
    }
  }

  /** Everybody of south's domain comes onto its District licence by themselves. */
  async #bringByDomain(): Promise<void> {
    const license = this.license('south/district');
    await asVendor(this.app, license, (tx) => switchDomainWide(tx, license, true));
    const domain = found(this.#domains.get('south'));
    const { licenseId, plain } = license;
    await confirmAndFinish(
      plain,
      await plain.client.run.planDomains.mutate({
        licenseId,
        domains: [{ domainId: domain.id, userType: 'student' }],
        requestId: newRequest(),
      }),
    );
  }
}

/** Who is admin of both licences of a district, and of no domain. */
function plainAdmin(home: TestDistrict): string {
  return home.address('plain');
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The stage has no such thing');
  return value;
}
