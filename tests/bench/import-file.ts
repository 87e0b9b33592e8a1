import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { runView } from '@rollcall/core/runs/contract.ts';
import type { RunningApp } from '@rollcall/server/app.ts';
import type pg from 'pg';
import type { TestDistrict } from '../_kit/district.ts';
import { newRequest } from '../_kit/membership.ts';
import { csvLines } from './import-people.ts';

/** How often the run is looked at. In ms. */
const lookMs = 10;

export interface ImportedFile {
  /** From the first byte sent to the commit of the last portion and the end of the run. In ms. */
  readonly ms: number;
  readonly uploadMs: number;
  readonly planMs: number;
  readonly applyMs: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly events: number;
}

/**
 * Uploads a file of so many people, half of them on the list already, confirms its plan at once, and waits for the end.
 * The file is made while it is sent, so that it stands nowhere in memory.
 */
export async function importFile(
  app: RunningApp,
  client: pg.Client,
  district: TestDistrict,
  rows: number,
): Promise<ImportedFile> {
  const options = { encoding: 'utf-8', delimiter: ',', hasHeader: true, roles: ['email', 'name', 'ignored'] };
  const query = new URLSearchParams({
    kind: 'csv_add',
    userType: 'student',
    fileName: 'people.csv',
    options: JSON.stringify(options),
    requestId: newRequest(),
  });
  const began = performance.now();
  const answer = await send(
    app.port,
    `/files/licenses/${district.licenseId}/csv?${query}`,
    district.admin.token,
    () => csvLines(district, rows),
  );
  const { id: runId } = runView.parse(answer);
  const uploaded = performance.now();
  const plan = await waitFor(client, runId, 'planned');
  const planned = performance.now();
  const confirmed = await district.admin.client.run.confirm.mutate({
    licenseId: district.licenseId,
    runId,
    digest: plan.plan.digest,
    requestId: newRequest(),
  });
  if (confirmed.kind !== 'confirmed') throw new Error('The plan of a benchmark changed by itself');
  const done = await waitFor(client, runId, 'done');
  const ended = performance.now();
  const events = await client.query<{ count: number }>(
    "select count(*)::int as count from event where license_id = $1 and payload ->> 'runId' = $2",
    [district.licenseId, runId],
  );
  return {
    ms: ended - began,
    uploadMs: uploaded - began,
    planMs: planned - uploaded,
    applyMs: ended - planned,
    outcomes: done.outcomes,
    events: events.rows[0]?.count ?? 0,
  };
}

/** Posts a file that is made while it is sent; the JSON of the answer. */
async function send(
  port: number,
  path: string,
  token: string,
  file: () => Iterable<Uint8Array>,
): Promise<unknown> {
  const headers = {
    'content-type': 'application/octet-stream',
    origin: `http://127.0.0.1:${port}`,
    cookie: `rollcall=${token}`,
  };
  const sent = request({ host: '127.0.0.1', port, method: 'POST', path, headers });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(file()), sent);
  const [response] = await answered;
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`The file was refused: ${response.statusCode} ${body}`);
  return JSON.parse(body);
}

interface RunState {
  readonly state: string;
  readonly plan: { readonly digest: string };
  readonly outcomes: Record<string, number>;
}

async function waitFor(client: pg.Client, runId: string, wanted: string): Promise<RunState> {
  for (;;) {
    const { rows } = await client.query<RunState>('select state, plan, outcomes from run where id = $1', [
      runId,
    ]);
    const [run] = rows;
    if (run?.state === wanted) return run;
    if (run === undefined || ['failed', 'cancelled', 'discarded'].includes(run.state))
      throw new Error(`The import of a benchmark is ${run?.state ?? 'gone'}`);
    // The pace of looking: what ends the wait is the state.
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
