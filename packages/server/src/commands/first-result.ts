import { DomainError } from '@rollcall/core/errors.ts';
import type { DistrictId, LicenseId, RequestId } from '@rollcall/core/ids.ts';
import { sha256 } from '../audit/chain.ts';
import type { DistrictTx } from '../db/tx.ts';

export interface RepeatableDistrictCommand {
  readonly districtId: DistrictId;
  readonly actorId: string;
  readonly requestId: RequestId;
  readonly body: unknown;
}

export interface RepeatableCommand extends RepeatableDistrictCommand {
  readonly licenseId: LicenseId;
}

/**
 * Runs a command once per request id (SPEC I3): a repeat returns the first result and changes nothing; the same id
 * with another body is REQUEST_REUSED. Call it under the licence's lock, which makes repeats wait for each other.
 */
export async function firstResult<Result extends object>(
  tx: DistrictTx,
  command: RepeatableCommand,
  run: () => Promise<Result>,
): Promise<Result> {
  const key = {
    district_id: command.districtId,
    license_id: command.licenseId,
    actor_id: command.actorId,
    request_id: command.requestId,
  };
  return once(command.body, run, {
    find: () =>
      tx
        .selectFrom('command_result')
        .select(['body_hash', 'result'])
        .where((where) => where.and(key))
        .executeTakeFirst(),
    keep: (kept) =>
      tx
        .insertInto('command_result')
        .values({ ...key, ...kept })
        .execute(),
  });
}

/** The same for a command on a whole district. Call it under the district's lock. */
export async function firstDistrictResult<Result extends object>(
  tx: DistrictTx,
  command: RepeatableDistrictCommand,
  run: () => Promise<Result>,
): Promise<Result> {
  const key = {
    district_id: command.districtId,
    actor_id: command.actorId,
    request_id: command.requestId,
  };
  return once(command.body, run, {
    find: () =>
      tx
        .selectFrom('district_command_result')
        .select(['body_hash', 'result'])
        .where((where) => where.and(key))
        .executeTakeFirst(),
    keep: (kept) =>
      tx
        .insertInto('district_command_result')
        .values({ ...key, ...kept })
        .execute(),
  });
}

/** Where the results of one kind of command are kept, by the key of this one. */
interface KeptResult {
  find(): Promise<{ readonly body_hash: Buffer; readonly result: unknown } | undefined>;
  keep(kept: { readonly body_hash: Buffer; readonly result: string }): Promise<unknown>;
}

async function once<Result extends object>(
  body: unknown,
  run: () => Promise<Result>,
  { find, keep }: KeptResult,
): Promise<Result> {
  const bodyHash = sha256(JSON.stringify(body));
  const known = await find();
  if (known !== undefined) {
    if (!known.body_hash.equals(bodyHash)) throw new DomainError('REQUEST_REUSED', {});
    // The same caller, id and body: it is what `run` of this very command returned, and results are JSON.
    return known.result as Result;
  }
  const result = await run();
  await keep({ body_hash: bodyHash, result: JSON.stringify(result) });
  return result;
}
