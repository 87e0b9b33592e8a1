/** What the mail server does instead of taking a message. */
export const mailFaults = {
  unknown_mailbox: 'no such mailbox (550)',
  refused: 'not wanted (554)',
  try_later: 'try again later (451)',
  drop: 'the connection breaks',
} as const;
export type MailFault = keyof typeof mailFaults;

/** What is set at present: for single addresses, and for all others. */
export interface MailFaults {
  of(address: string): MailFault | undefined;
  /** `*` is every address without a fault of its own. Undefined ends it. */
  set(address: string, fault: MailFault | undefined): void;
  list(): readonly (readonly [address: string, fault: MailFault])[];
  clear(): void;
}

export function createMailFaults(): MailFaults {
  const faults = new Map<string, MailFault>();
  const keyOf = (address: string) => address.trim().toLowerCase();
  return {
    of: (address) => faults.get(keyOf(address)) ?? faults.get('*'),
    set(address, fault) {
      if (fault === undefined) faults.delete(keyOf(address));
      else faults.set(keyOf(address), fault);
    },
    list: () => [...faults],
    clear: () => faults.clear(),
  };
}
