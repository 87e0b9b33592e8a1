import { seatCounts } from '@rollcall/core/licenses/seats.ts';
import { runView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { describe, expect, it } from 'vitest';
import { makeDistrict, type TestDistrict } from '../_kit/district.ts';
import { callApi } from '../_kit/http.ts';
import { addPeople } from '../_kit/membership.ts';
import { procedures, validCalls } from '../_kit/valid-calls.ts';
import { withServer } from '../_kit/with-server.ts';

let app: RunningApp;
let home: TestDistrict;
withServer({ demo: true, sandbox: true }, async (server) => {
  ({ app } = server);
  home = await makeDistrict(app);
});

/** Every path of a value at which something stands: `license.counts.student.accepted`. */
function pathsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => pathsOf(item, `${at}[]`)))];
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, part]) => pathsOf(part, at === '' ? key : `${at}.${key}`));
}

/** Runs and counters are told in one shape each, which is spelled out once; anything beside it is told by its path. */
function toldBy(name: string, value: unknown): string[] {
  const shortened = JSON.stringify(value, (_key, part) => {
    if (name !== 'run.get' && runView.safeParse(part).success) return 'a run';
    return name !== 'license.get' && seatCounts.safeParse(part).success ? 'counters' : part;
  });
  return pathsOf(JSON.parse(shortened)).map((path) => (path === '' ? 'as run.get' : path));
}

describe('what each answer tells', () => {
  it('[B05] [R10] exactly these paths, for each procedure', async () => {
    await addPeople(home.admin.client, home.licenseId, `Name Given <${home.address('listed')}>`);
    await app.searchable();
    const told: Record<string, string[]> = {};
    for (const { name, type } of procedures) {
      const ready = await validCalls[name]?.(app, home);
      if (ready === undefined) throw new Error('no call');
      const answer = await callApi(app.port, name, { ...ready, type });
      expect({ name, refused: answer.status === 200 ? null : answer.body }).toEqual({ name, refused: null });
      told[name] = toldBy(name, JSON.parse(answer.body).result.data).sort();
    }
    expect(told).toMatchInlineSnapshot(`
      {
        "account.addAddress": [
          "ok",
        ],
        "account.beginSignIn": [
          "url",
        ],
        "account.endSession": [
          "ok",
        ],
        "account.me": [
          "emails[]",
          "isAdmin",
          "launch",
          "name",
          "personId",
          "sessionId",
        ],
        "account.proveIdentity": [
          "ok",
        ],
        "account.requestAddressCode": [
          "demoCode",
        ],
        "account.requestCode": [
          "demoCode",
        ],
        "account.sendIdentityCode": [
          "demoCode",
          "email",
          "issuer",
        ],
        "account.sessions": [
          "[].current",
          "[].id",
          "[].seenAt",
          "[].signedInAt",
          "[].userAgent",
        ],
        "account.signIn": [
          "ok",
        ],
        "account.signInOptions": [
          "issuers[].key",
          "issuers[].label",
        ],
        "account.signOut": [
          "ok",
        ],
        "audit.actors": [
          "[].id",
          "[].name",
        ],
        "audit.list": [
          "entries[].action",
          "entries[].actor.kind",
          "entries[].actor.name",
          "entries[].at",
          "entries[].facts.admin",
          "entries[].facts.outcomes.invited",
          "entries[].facts.source",
          "entries[].people.count",
          "entries[].people.shown[].email",
          "entries[].people.shown[].name",
          "entries[].run",
          "entries[].seq",
          "nextCursor",
          "seq",
          "tooManyPeople",
        ],
        "connection.begin": [
          "url",
        ],
        "connection.countPeople": [
          "ok",
        ],
        "connection.courses": [
          "courses[].chosen",
          "courses[].coTeachers[].email",
          "courses[].coTeachers[].id",
          "courses[].coTeachers[].name",
          "courses[].id",
          "courses[].name",
          "courses[].section",
          "courses[].state",
          "courses[].students",
        ],
        "connection.disconnect": [
          "connection",
          "hindrance",
        ],
        "connection.get": [
          "connection.accountEmail",
          "connection.authorisedAt",
          "connection.connectedBy",
          "connection.heldBack",
          "connection.lapsesAt",
          "connection.lastGoodAt",
          "connection.lastProblem",
          "connection.nextAt",
          "connection.notSeated",
          "connection.pause",
          "connection.running",
          "connection.savedAt",
          "connection.scopes[]",
          "connection.source",
          "connection.state",
          "connection.timeZone",
          "hindrance",
        ],
        "connection.notSeated": [
          "nextCursor",
        ],
        "connection.ouTree": [
          "countProblem",
          "counting",
          "units[].id",
          "units[].name",
          "units[].parentId",
          "units[].path",
          "units[].people",
        ],
        "connection.pause": [
          "connection.accountEmail",
          "connection.authorisedAt",
          "connection.connectedBy",
          "connection.heldBack",
          "connection.lapsesAt",
          "connection.lastGoodAt",
          "connection.lastProblem",
          "connection.nextAt",
          "connection.notSeated",
          "connection.pause",
          "connection.running",
          "connection.savedAt",
          "connection.scopes[]",
          "connection.source",
          "connection.state",
          "connection.timeZone",
          "hindrance",
        ],
        "connection.test": [
          "kind",
          "tookMs",
        ],
        "demo.people": [
          "[].district",
          "[].email",
          "[].label",
          "[].name",
          "[].opens[]",
          "[].role",
        ],
        "demo.sandbox": [
          "url",
        ],
        "demo.signIn": [
          "opens[]",
        ],
        "document.addComment": [
          "createdAt",
          "id",
          "text",
        ],
        "document.begin": [
          "ok",
        ],
        "document.comments": [
          "[].createdAt",
          "[].id",
          "[].text",
        ],
        "document.removeComment": [
          "ok",
        ],
        "domain.add": [
          "addedAt",
          "addedBy",
          "failingSince",
          "givenUpAt",
          "id",
          "lastAnswer",
          "lastCheckedAt",
          "lostAt",
          "name",
          "nextCheckAt",
          "proof",
          "record.name",
          "record.value",
          "state",
          "verifiedAt",
        ],
        "domain.changeMail": [
          "mail",
        ],
        "domain.changeSetting": [
          "addWithoutInvitation",
        ],
        "domain.check": [
          "addedAt",
          "addedBy",
          "failingSince",
          "givenUpAt",
          "id",
          "lastAnswer",
          "lastCheckedAt",
          "lostAt",
          "name",
          "nextCheckAt",
          "proof",
          "record.name",
          "record.value",
          "state",
          "verifiedAt",
        ],
        "domain.list": [
          "districts[].addWithoutInvitation",
          "districts[].districtName",
          "districts[].domains[].addedAt",
          "districts[].domains[].addedBy",
          "districts[].domains[].failingSince",
          "districts[].domains[].givenUpAt",
          "districts[].domains[].id",
          "districts[].domains[].lastAnswer",
          "districts[].domains[].lastCheckedAt",
          "districts[].domains[].lostAt",
          "districts[].domains[].name",
          "districts[].domains[].nextCheckAt",
          "districts[].domains[].proof",
          "districts[].domains[].record.name",
          "districts[].domains[].record.value",
          "districts[].domains[].state",
          "districts[].domains[].verifiedAt",
          "districts[].mail",
          "districts[].mailStopped",
          "mailDelayMinutes",
          "mailIsSetUp",
          "sandboxUrl",
        ],
        "domain.log": [
          "nextCursor",
        ],
        "domain.remove": [
          "ok",
        ],
        "domainWide.get": [
          "domains[].chosenAt",
          "domains[].chosenBy",
          "domains[].domainId",
          "domains[].name",
          "domains[].people",
          "domains[].state",
          "domains[].userType",
          "notSeated",
          "switchedOnAt",
        ],
        "domainWide.notSeated": [
          "nextCursor",
        ],
        "domainWide.stop": [
          "domains[].chosenAt",
          "domains[].chosenBy",
          "domains[].domainId",
          "domains[].name",
          "domains[].people",
          "domains[].state",
          "domains[].userType",
          "notSeated",
          "switchedOnAt",
        ],
        "exclusion.allowAgain": [
          "ok",
        ],
        "exclusion.list": [
          "nextCursor",
        ],
        "feature.changePeople": [
          "kind",
          "lines[].email",
          "lines[].line",
          "lines[].outcome",
          "lines[].reason",
          "lines[].text",
          "outcomes.changed",
        ],
        "feature.changePerson": [
          "ok",
        ],
        "feature.changeType": [
          "ok",
        ],
        "feature.get": [
          "peopleWithExceptions",
          "types[].exceptionsOff",
          "types[].exceptionsOn",
          "types[].feature",
          "types[].isOn",
          "types[].switchedOffAt",
          "types[].switchedOffBy",
          "types[].userType",
        ],
        "feature.getPerson": [
          "features[].feature",
          "features[].isOn",
          "features[].isOnForType",
          "features[].rule",
          "features[].setAt",
          "features[].setBy",
          "userType",
        ],
        "feature.listPeople": [
          "nextCursor",
          "people[].email",
          "people[].exceptions.voiceNotes",
          "people[].memberId",
          "people[].name",
          "people[].setAt",
          "people[].setBy",
          "people[].status",
          "people[].userType",
        ],
        "feature.planPeople": [
          "digest",
          "lines[].email",
          "lines[].line",
          "lines[].outcome",
          "lines[].reason",
          "lines[].text",
          "outcomes.not_member",
        ],
        "invite.decline": [
          "state",
        ],
        "invite.dismiss": [
          "state",
        ],
        "invite.inbox": [
          "entries[].acceptedAt",
          "entries[].districtName",
          "entries[].endsAt",
          "entries[].invitedAt",
          "entries[].invitedBy",
          "entries[].licenseId",
          "entries[].licenseName",
          "entries[].licenseType",
          "entries[].memberId",
          "entries[].phase",
          "entries[].popUp",
          "entries[].seq",
          "entries[].state",
          "entries[].userType",
          "epoch",
          "features[]",
        ],
        "invite.join": [
          "state",
        ],
        "license.get": [
          "admins[].email",
          "admins[].isDomainAdmin",
          "admins[].isMe",
          "admins[].name",
          "epoch",
          "license.counts.other.accepted",
          "license.counts.other.invited",
          "license.counts.other.rejected",
          "license.counts.student.accepted",
          "license.counts.student.invited",
          "license.counts.student.rejected",
          "license.counts.teacher.accepted",
          "license.counts.teacher.invited",
          "license.counts.teacher.rejected",
          "license.districtName",
          "license.endsAt",
          "license.id",
          "license.keyEnabled",
          "license.keyUserType",
          "license.name",
          "license.phase",
          "license.seatsHeld.staff",
          "license.seatsHeld.student",
          "license.seq",
          "license.staffSeats",
          "license.startsAt",
          "license.studentSeats",
          "license.type",
          "myAdditions",
        ],
        "license.history": [
          "points[].counts",
          "points[].day",
          "points[].declined",
          "points[].joined",
          "points[].seatsHeld.staff",
          "points[].seatsHeld.student",
          "points[].staffSeats",
          "points[].studentSeats",
          "seq",
          "today",
        ],
        "license.list": [
          "[].counts",
          "[].districtName",
          "[].endsAt",
          "[].id",
          "[].keyEnabled",
          "[].keyUserType",
          "[].name",
          "[].phase",
          "[].seatsHeld.staff",
          "[].seatsHeld.student",
          "[].seq",
          "[].staffSeats",
          "[].startsAt",
          "[].studentSeats",
          "[].type",
        ],
        "license.readKey": [
          "key",
        ],
        "license.rotateKey": [
          "ok",
        ],
        "license.setKey": [
          "ok",
        ],
        "licenseKey.redeem": [
          "licenseName",
          "outcome",
        ],
        "link.change": [
          "ok",
        ],
        "link.get": [
          "audience",
          "enabled",
          "expiresAt",
          "hindrance",
          "maxUses",
          "openedAt",
          "readAt",
          "unusual",
          "userType",
          "uses",
          "verifiedDomains[]",
        ],
        "link.join": [
          "licenseName",
          "outcome",
        ],
        "link.look": [
          "districtName",
          "email",
          "expiresAt",
          "licenseName",
          "phase",
          "standing",
          "userType",
        ],
        "link.readCode": [
          "code",
          "url",
        ],
        "link.rotate": [
          "ok",
        ],
        "mail.ofMember": [
          "noMailBecause",
        ],
        "mail.standing": [
          "delayMinutes",
          "isSetUp",
          "mail",
          "notDelivered",
          "sent",
          "waiting",
        ],
        "member.add": [
          "kind",
          "lines[].email",
          "lines[].line",
          "lines[].outcome",
          "lines[].reason",
          "lines[].text",
          "outcomes.invited",
        ],
        "member.choices": [
          "addedBy[]",
          "domains[].count",
          "domains[].domain",
        ],
        "member.exclude": [
          "outcome",
        ],
        "member.list": [
          "counts",
          "epoch",
          "members[].addedAt",
          "members[].addedBy",
          "members[].canonicalEmail",
          "members[].declineReason",
          "members[].email",
          "members[].id",
          "members[].lastActiveOn",
          "members[].mail",
          "members[].name",
          "members[].seq",
          "members[].shownOn",
          "members[].sources[]",
          "members[].status",
          "members[].userType",
          "nextCursor",
          "previousCursor",
          "seq",
        ],
        "member.panel": [
          "history[].at",
          "history[].by",
          "history[].run",
          "history[].what",
          "member.addedAt",
          "member.addedBy",
          "member.canonicalEmail",
          "member.declineReason",
          "member.email",
          "member.id",
          "member.lastActiveOn",
          "member.mail",
          "member.name",
          "member.seq",
          "member.shownOn",
          "member.sources[]",
          "member.status",
          "member.userType",
          "removal.ends[]",
          "sources[].addedBy",
          "sources[].endedAt",
          "sources[].kind",
          "sources[].reference",
          "sources[].startedAt",
        ],
        "member.places": [
          "epoch",
          "every",
          "isExact",
          "seq",
          "total",
        ],
        "member.planAdd": [
          "digest",
          "lines[].email",
          "lines[].line",
          "lines[].outcome",
          "lines[].reason",
          "lines[].text",
          "outcomes.invited",
          "seatsAfter.staff.free",
          "seatsAfter.staff.over",
          "seatsAfter.staff.reserved",
          "seatsAfter.staff.total",
          "seatsAfter.staff.used",
          "seatsAfter.student.free",
          "seatsAfter.student.over",
          "seatsAfter.student.reserved",
          "seatsAfter.student.total",
          "seatsAfter.student.used",
        ],
        "member.reinvite": [
          "outcome",
        ],
        "member.remind": [
          "outcome",
        ],
        "member.remove": [
          "outcome",
        ],
        "member.typeSuspects": [],
        "member.withdraw": [
          "outcome",
        ],
        "run.cancel": [
          "as run.get",
        ],
        "run.confirm": [
          "kind",
          "run",
        ],
        "run.discard": [
          "as run.get",
        ],
        "run.get": [
          "confirmedAt",
          "createdAt",
          "done",
          "endedAt",
          "failure",
          "fileName",
          "heldBack",
          "heldBackBy",
          "id",
          "keepsOut",
          "kind",
          "licenseId",
          "number",
          "plan.countsAfter",
          "plan.digest",
          "plan.outcomes.removed",
          "plan.plannedAt",
          "plan.seatsAfter.staff.free",
          "plan.seatsAfter.staff.over",
          "plan.seatsAfter.staff.reserved",
          "plan.seatsAfter.staff.total",
          "plan.seatsAfter.staff.used",
          "plan.seatsAfter.student.free",
          "plan.seatsAfter.student.over",
          "plan.seatsAfter.student.reserved",
          "plan.seatsAfter.student.total",
          "plan.seatsAfter.student.used",
          "rowsUntil",
          "secondsLeft",
          "source",
          "startedBy",
          "state",
          "total",
          "undoUntil",
          "undoes",
          "undoneBy",
          "userType",
          "waitsFor",
        ],
        "run.list": [
          "nextCursor",
          "runs[]",
        ],
        "run.planDomains": [
          "as run.get",
        ],
        "run.planSync": [
          "as run.get",
        ],
        "run.replan": [
          "as run.get",
        ],
        "run.returns": [],
        "run.rows": [
          "nextCursor",
          "rows[].email",
          "rows[].line",
          "rows[].name",
          "rows[].outcome",
          "rows[].reason",
          "rows[].row",
          "rows[].text",
          "rows[].userType",
        ],
        "run.startSelection": [
          "as run.get",
        ],
        "run.syncNow": [
          "as run.get",
        ],
        "run.undo": [
          "as run.get",
        ],
      }
    `);
  });
});
