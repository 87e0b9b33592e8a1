import { Resolver } from 'node:dns/promises';
import type { DnsAnswer } from '@rollcall/core/domains/contract.ts';
import type { DomainRecord } from '@rollcall/core/domains/domain-record.ts';

/** Asks DNS whether the record is there. */
export type FindDomainRecord = (record: DomainRecord) => Promise<DnsAnswer>;

/** A server gets so long for an answer, so often. In ms. */
const timeoutMs = 2_000;
const tries = 2;

/** What DNS says where there is no such name, or no such record of it. Anything else is no answer. */
const saysNo: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** Asks the given servers (`host:port`), or without any those of the machine. */
export function createFindDomainRecord(servers: readonly string[]): FindDomainRecord {
  return async ({ name, value }) => {
    // One for each question: a resolver that was told to stop answers nobody any more.
    const resolver = new Resolver({ timeout: timeoutMs, tries });
    if (servers.length > 0) resolver.setServers(servers);
    try {
      const records = await resolver.resolveTxt(name);
      return records.some((parts) => parts.join('').trim() === value) ? 'found' : 'missing';
    } catch (error) {
      return error instanceof Error && 'code' in error && saysNo.has(error.code) ? 'missing' : 'no_answer';
    }
  };
}
