import { parseDomainError } from '@rollcall/core/errors.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { type RunView, runView } from '@rollcall/core/runs/contract.ts';
import { joinByDomains } from '@rollcall/server/domains/join-by-domain.ts';
import { renewLicense } from '@rollcall/server/vendor/renew-license.ts';
import { TRPCClientError } from '@trpc/client';
import { expect } from 'vitest';
import { z } from 'zod';
import { asVendor, type TestPerson } from '../_kit/district.ts';
import { launch } from '../_kit/launches.ts';
import { click, findRow, newRequest, standingOf } from '../_kit/membership.ts';
import { changeSelected, confirmAndFinish, sendCsv, waitForRun } from '../_kit/runs.ts';
import { type Command, everybody, type Phase, type Place, type Who } from './commands.ts';
import { indexOf, type Told } from './pure-world.ts';
import type { RealLicense, Stage } from './stage.ts';

/** How a file is turned away. */
const uploadRefusal = z.object({
  error: z.object({ data: z.object({ refusal: z.object({ code: z.string() }) }) }),
});

const dayMs = 24 * 60 * 60 * 1000;
/** When a term ends that is in the phase now. In days from now. */
const endsIn: Readonly<Record<Phase, number>> = { active: 300, grace: -5, dormant: -35 };

/** What a row looks like to its admin, as the model knows it. */
export interface SeenRow {
  readonly who: Who;
  readonly status: string;
  readonly userType: string;
  readonly sources: readonly string[];
}

/** The real server, given the model's commands as people would give them: through the API, signed in. */
export class RealWorld {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Runs a command. Returns what whoever gave it is told; null where there is nothing to press. */
  async run(command: Command): Promise<Told | null> {
    switch (command.kind) {
      case 'add':
        return command.method === 'csv' ? this.#upload(command) : this.#add(command);
      case 'come':
        return this.#come(command);
      case 'answer':
        return this.#answer(command);
      case 'end':
        return this.#end(command);
      case 'reinvite':
        return this.#reinvite(command);
      case 'allowAgain':
        return this.#allowAgain(command.place, command.who);
      case 'changeType':
        return this.#changeType(command);
      case 'sync':
        return this.#sync(command.place, command.named);
      case 'useApp':
        await joinByDomains(this.#stage.app.context, this.#stage.person(command.who).id);
        return [];
      case 'renew':
        return this.#renew(command.place, { staffSeats: command.staff, studentSeats: command.students });
      case 'turnTerm':
        return this.#renew(command.place, { endsAt: new Date(Date.now() + endsIn[command.phase] * dayMs) });
      case 'setting':
        await this.#stage.database.rows('update district set add_without_invitation = $2 where id = $1', [
          this.#stage.district(command.district).id,
          command.setting,
        ]);
        return [];
      case 'loseDomain':
      case 'findDomain':
        await this.#stage.database.rows(
          `update domain set lost_at = case when $2 then now() end where district_id = $1`,
          [this.#stage.district(command.district).id, command.kind === 'loseDomain'],
        );
        return [];
      case 'trespass':
        return this.#trespass(command.place, command.who);
    }
  }

  /** The list of a licence, as its admin sees it. */
  async rows(place: Place): Promise<SeenRow[]> {
    const { licenseId, plain } = this.#stage.license(place);
    const { members } = await plain.client.member.list.query({
      licenseId,
      filter: {},
      sort: 'email',
      order: 'ascending',
      limit: 200,
    });
    return members.map((member) => ({
      who: this.#stage.whose(member.canonicalEmail),
      status: member.status,
      userType: member.userType,
      sources: member.sources.toSorted(),
    }));
  }

  async #add(command: Extract<Command, { kind: 'add' }>): Promise<Told> {
    const { licenseId } = this.#stage.license(command.place);
    const { client } = this.#admin(command.place, command.by);
    const text = command.people.map((who) => this.#stage.address(who, indexOf(who, command.address))).join();
    const { userType } = command;
    return told(async () => {
      const { digest } = await client.member.planAdd.mutate({ licenseId, text, userType });
      const input = { licenseId, text, userType, digest, requestId: newRequest() };
      const result = await repeated(command.again, () => client.member.add.mutate(input));
      if (result.kind !== 'done') throw new Error('A plan that nobody disturbed has changed');
      return result.lines.map(({ outcome }) => outcome);
    });
  }

  async #upload(command: Extract<Command, { kind: 'add' }>): Promise<Told> {
    const { licenseId } = this.#stage.license(command.place);
    const lines = command.people.map((who) => this.#stage.address(who, indexOf(who, command.address)));
    const upload = { licenseId, file: `Email\n${lines.join('\n')}\n`, userType: command.userType };
    const admin = this.#admin(command.place, command.by);
    const answer = await sendCsv(this.#stage.app, admin, upload);
    if (answer.status !== 200) return [uploadRefusal.parse(JSON.parse(answer.body)).error.data.refusal.code];
    return told(async () =>
      outcomesOf(await confirmAndFinish(admin, runView.parse(JSON.parse(answer.body)))),
    );
  }

  async #come({ way, place, who, again }: Extract<Command, { kind: 'come' }>): Promise<Told | null> {
    if (way === 'launch') return this.#launch(place, who, again);
    const { key, link } = this.#stage.license(place);
    const { client } = this.#stage.person(who);
    const requestId = newRequest();
    const send = {
      key: () => client.licenseKey.redeem.mutate({ key, requestId }),
      link: () => client.link.join.mutate({ code: link, requestId }),
    }[way];
    return told(async () => [(await repeated(again, send)).outcome]);
  }

  async #launch(place: Place, who: Who, again: boolean): Promise<Told | null> {
    const lms = this.#stage.license(place).lms;
    if (lms === null || !(await this.#stage.isInside(place, who))) return null;
    const send = () => launch(this.#stage.app, lms, { subject: who, email: this.#stage.address(who, 0) });
    const answer = await repeated(again, send);
    return [answer.kind === 'app' ? 'app' : answer.page];
  }

  async #answer({ place, who, answer, again }: Extract<Command, { kind: 'answer' }>): Promise<Told | null> {
    const person = this.#stage.person(who);
    const standing = await standingOf(person, this.#stage.license(place).licenseId);
    if (standing === null) return null;
    const input = { memberId: standing.memberId, requestId: newRequest() };
    const { invite } = person.client;
    const send =
      answer === 'join'
        ? () => invite.join.mutate(input)
        : () => invite.decline.mutate({ ...input, reason: null });
    return told(async () => [(await repeated(again, send)).state]);
  }

  async #end({ place, who, how, again }: Extract<Command, { kind: 'end' }>): Promise<Told | null> {
    return this.#onRow(place, who, (row) => {
      const { member } = this.#admin(place, 'plain').client;
      const input = click(this.#stage.license(place).licenseId, row);
      const send = {
        remove: () => member.remove.mutate(input),
        withdraw: () => member.withdraw.mutate(input),
        keepOut: () => member.exclude.mutate(input),
      }[how];
      return told(async () => [(await repeated(again, send)).outcome]);
    });
  }

  async #reinvite({ place, who, by }: Extract<Command, { kind: 'reinvite' }>): Promise<Told | null> {
    return this.#onRow(place, who, (row) => {
      const { client } = this.#admin(place, by);
      const input = click(this.#stage.license(place).licenseId, row);
      return told(async () => [(await client.member.reinvite.mutate(input)).outcome]);
    });
  }

  async #allowAgain(place: Place, who: Who): Promise<Told | null> {
    const { licenseId } = this.#stage.license(place);
    const { client } = this.#admin(place, 'plain');
    const { people } = await client.exclusion.list.query({ licenseId });
    const kept = new Set(people.map(({ email }) => email));
    const email = [this.#stage.address(who, 0), this.#stage.address(who, 1)].find((one) => kept.has(one));
    if (email === undefined) return null;
    await client.exclusion.allowAgain.mutate({ licenseId, email, requestId: newRequest() });
    return [];
  }

  async #changeType({
    place,
    who,
    userType,
  }: Extract<Command, { kind: 'changeType' }>): Promise<Told | null> {
    return this.#onRow(place, who, async (row) => {
      const selected = { verb: 'change_type', emails: [row.canonicalEmail], userType } as const;
      const admin = this.#admin(place, 'plain');
      return told(async () =>
        outcomesOf(await changeSelected(admin, this.#stage.license(place).licenseId, selected)),
      );
    });
  }

  async #sync(place: 'north/district' | 'north/teacher', named: readonly Who[]): Promise<Told | null> {
    this.#stage.nameInDirectory(
      place,
      everybody.filter((who) => named.includes(who)),
    );
    const { licenseId } = this.#stage.license(place);
    const admin = this.#admin(place, 'plain');
    const source = place === 'north/district' ? 'ou' : 'classroom';
    return told(async () => {
      const run = await admin.client.run.syncNow.mutate({ licenseId, source, requestId: newRequest() });
      return [(await waitForRun(admin, run, ['done', 'failed', 'cancelled'])).state];
    });
  }

  async #renew(
    place: Place,
    changed: { readonly staffSeats?: number; readonly studentSeats?: number; readonly endsAt?: Date },
  ): Promise<Told> {
    const license = this.#stage.license(place);
    const { ends_at: endsAt } = await this.#endOf(license);
    await asVendor(this.#stage.app, license, (tx) =>
      renewLicense(tx, license, { endsAt, ...changed, admins: [], domainIds: [] }),
    );
    return [];
  }

  async #endOf({ licenseId }: RealLicense): Promise<{ ends_at: Date }> {
    const [row] = await this.#stage.database.rows<{ ends_at: Date }>(
      'select ends_at from license where id = $1',
      [licenseId],
    );
    if (row === undefined) throw new Error('A license has gone');
    return row;
  }

  /** Another district's admin, with the true ids of a row that they cannot know. */
  async #trespass(place: Place, who: Who): Promise<Told | null> {
    return this.#onRow(place, who, (row) => {
      const stranger = this.#admin(place.startsWith('north') ? 'south/district' : 'north/district', 'domain');
      const input = click(this.#stage.license(place).licenseId, row);
      return told(async () => [(await stranger.client.member.remove.mutate(input)).outcome]);
    });
  }

  #admin(place: Place, by: 'plain' | 'domain'): TestPerson {
    return this.#stage.license(place)[by];
  }

  async #onRow(place: Place, who: Who, run: (row: MemberView) => Promise<Told>): Promise<Told | null> {
    const { licenseId, plain } = this.#stage.license(place);
    for (const address of [this.#stage.address(who, 0), this.#stage.address(who, 1)]) {
      const row = await findRow(plain.client, licenseId, address);
      if (row !== null) return run(row);
    }
    return null;
  }
}

/** The same request twice, where a lost answer is played: the second answer is the first one (SPEC I3). */
async function repeated<Result>(again: boolean, send: () => Promise<Result>): Promise<Result> {
  const first = await send();
  if (again) expect(await send()).toEqual(first);
  return first;
}

/** What a call answers, or the code with which it is refused. Anything else is a fault of the server. */
async function told(call: () => Promise<Told>): Promise<Told> {
  try {
    return await call();
  } catch (error) {
    const data: unknown = error instanceof TRPCClientError ? error.data : null;
    const refusal =
      typeof data === 'object' && data !== null && 'refusal' in data ? parseDomainError(data.refusal) : null;
    if (refusal === null || refusal.code === 'INTERNAL') throw error;
    if (refusal.code === 'INVITE_CLOSED') return [`INVITE_CLOSED ${refusal.details.now}`];
    if (refusal.code === 'LINK_NOT_ACCEPTED') return [`LINK_NOT_ACCEPTED ${refusal.details.reason}`];
    if (refusal.code === 'WRONG_STATUS') return [`WRONG_STATUS ${refusal.details.status}`];
    return [refusal.code];
  }
}

/** One word per person, in no order. */
function outcomesOf({ outcomes }: RunView): Told {
  return Object.entries(outcomes).flatMap(([outcome, count]) => Array.from({ length: count }, () => outcome));
}
