/** The TXT record with which a district shows that a domain is its own. */
export interface DomainRecord {
  readonly name: string;
  readonly value: string;
}

/** The record to be written into the DNS of the domain. */
export function domainRecord(domain: string, token: string): DomainRecord {
  return { name: `_rollcall.${domain}`, value: `rollcall-domain-verification=${token}` };
}
