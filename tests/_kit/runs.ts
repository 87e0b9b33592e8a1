import type { LicenseId, MemberId, RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { type RunView, runView } from '@rollcall/core/runs/contract.ts';
import { type CsvInspection, csvInspection, proposedCsvOptions } from '@rollcall/core/runs/csv-contract.ts';
import type { SelectionVerb } from '@rollcall/core/runs/run-kind.ts';
import type { RunState } from '@rollcall/core/runs/run-state.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import { vi } from 'vitest';
import type { TestPerson } from './district.ts';
import { type RawAnswer, rawRequest } from './http.ts';
import { getRow, newRequest } from './membership.ts';

/** Somebody signed in. */
type Caller = Pick<TestPerson, 'token' | 'client'>;

export interface Upload {
  readonly licenseId: LicenseId;
  readonly file: string | Buffer;
  readonly kind?: 'csv_add' | 'csv_remove';
  readonly userType?: UserType;
  readonly fileName?: string;
  readonly inspection?: CsvInspection;
  readonly requestId?: string;
}

/** Sends bytes as the dashboard's page does. */
async function sendBytes(
  app: RunningApp,
  person: Caller,
  path: string,
  body: Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return rawRequest(app.port, {
    method: 'POST',
    path,
    headers: {
      origin: `http://127.0.0.1:${app.port}`,
      cookie: `rollcall=${person.token}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    body,
  });
}

/** What the server makes of the beginning of a file. */
export async function inspectFile(
  app: RunningApp,
  person: Caller,
  licenseId: LicenseId,
  file: string | Buffer,
): Promise<CsvInspection> {
  const head = Buffer.from(file).subarray(0, 256 * 1024);
  const whole = head.length === Buffer.byteLength(file) ? '1' : '0';
  const answer = await sendBytes(
    app,
    person,
    `/files/licenses/${licenseId}/csv/inspect?whole=${whole}`,
    head,
  );
  if (answer.status !== 200) throw new Error(`The inspection was refused: ${answer.body}`);
  return csvInspection.parse(JSON.parse(answer.body));
}

/** Looks at a file and uploads it, read as proposed; the raw answer. */
export async function sendCsv(app: RunningApp, person: Caller, upload: Upload): Promise<RawAnswer> {
  const inspection = upload.inspection ?? (await inspectFile(app, person, upload.licenseId, upload.file));
  const query = new URLSearchParams({
    kind: upload.kind ?? 'csv_add',
    userType: upload.userType ?? 'student',
    fileName: upload.fileName ?? 'people.csv',
    options: JSON.stringify(proposedCsvOptions(inspection)),
    requestId: upload.requestId ?? newRequest(),
  });
  return sendBytes(app, person, `/files/licenses/${upload.licenseId}/csv?${query}`, Buffer.from(upload.file));
}

/** Uploads a file; the run that it has become. */
export async function uploadCsv(app: RunningApp, person: Caller, upload: Upload): Promise<RunView> {
  const answer = await sendCsv(app, person, upload);
  if (answer.status !== 200) throw new Error(`The upload was refused: ${answer.body}`);
  return runView.parse(JSON.parse(answer.body));
}

/** Waits until a run stands in one of these states. */
export async function waitForRun(
  person: Caller,
  run: { readonly licenseId: LicenseId; readonly id: RunId },
  states: readonly RunState[],
  timeoutMs = 60_000,
): Promise<RunView> {
  return vi.waitFor(
    async () => {
      const now = await person.client.run.get.query({ licenseId: run.licenseId, runId: run.id });
      if (!states.includes(now.state)) throw new Error(`The run is ${now.state}, not ${states.join(' or ')}`);
      return now;
    },
    { timeout: timeoutMs, interval: 20 },
  );
}

/** Waits for the plan, confirms it, where wanted as a removal that keeps its people out, and waits for the end. */
export async function confirmAndFinish(person: Caller, run: RunView, keepsOut = false): Promise<RunView> {
  const planned = await waitForRun(person, run, ['planned', 'failed']);
  if (planned.plan === null) throw new Error('The run has no plan');
  const { licenseId, id: runId } = run;
  const answer = await person.client.run.confirm.mutate({
    licenseId,
    runId,
    digest: planned.plan.digest,
    keepsOut,
    requestId: newRequest(),
  });
  if (answer.kind !== 'confirmed') throw new Error('The plan changed');
  return waitForRun(person, run, ['done', 'cancelled', 'failed']);
}

/** A file, uploaded, confirmed and done. */
export async function importCsv(app: RunningApp, person: Caller, upload: Upload): Promise<RunView> {
  return confirmAndFinish(person, await uploadCsv(app, person, upload));
}

/** Confirms a plan as it stands; fails when it has changed. It is then waiting or applied. */
export async function confirmPlan(person: Caller, run: RunView): Promise<RunView> {
  const planned = await waitForRun(person, run, ['planned']);
  const answer = await person.client.run.confirm.mutate({
    licenseId: run.licenseId,
    runId: run.id,
    digest: planned.plan?.digest ?? '',
    requestId: newRequest(),
  });
  if (answer.kind !== 'confirmed') throw new Error('The plan changed');
  return answer.run;
}

export interface Selected {
  readonly verb: SelectionVerb;
  readonly emails: readonly string[];
  readonly userType?: UserType;
}

/** Begins a change of people who are on the list, named by their addresses. */
export async function startSelection(
  person: Caller,
  licenseId: LicenseId,
  { verb, emails, userType }: Selected,
): Promise<RunView> {
  const memberIds: MemberId[] = [];
  for (const email of emails) memberIds.push((await getRow(person.client, licenseId, email)).id);
  return person.client.run.startSelection.mutate({
    licenseId,
    verb,
    selection: { kind: 'some', memberIds },
    userType: userType ?? null,
    requestId: newRequest(),
  });
}

/** A change of selected people, confirmed and done. */
export async function changeSelected(
  person: Caller,
  licenseId: LicenseId,
  selected: Selected,
): Promise<RunView> {
  return confirmAndFinish(person, await startSelection(person, licenseId, selected));
}

/** Begins the undo of a run and confirms it. */
export async function undoRun(person: Caller, run: RunView): Promise<RunView> {
  const { licenseId, id: runId } = run;
  return confirmAndFinish(
    person,
    await person.client.run.undo.mutate({ licenseId, runId, requestId: newRequest() }),
  );
}
