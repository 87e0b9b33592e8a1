import type { DnsFault } from '../dns/dns-server.ts';
import { type Fault, isPageFault, type SetFault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { LmsControl } from '../lms/lms.ts';
import type { MailFaults } from '../mail/mail-fault.ts';
import { mailCommands } from '../mail/outbox.ts';
import { type IssuedTokens, issueTokens } from '../oidc/grants.ts';
import type { Issuer } from '../oidc/issuer.ts';
import { SandboxRefusal } from '../sandbox-refusal.ts';
import type { Store } from '../store/store.ts';
import { getWorkspace } from '../store/workspaces.ts';
import { bindStore } from './bind-store.ts';
import { courseCommands } from './courses.ts';
import { grantCommands } from './grants.ts';
import { orgUnitCommands } from './org-units.ts';
import { peopleCommands } from './people.ts';
import { readingCommands } from './reading.ts';
import { txtCommands } from './txt-records.ts';

/** What can be changed while the sandbox runs; mutable on purpose, everything looks here at each request. */
export interface Dials {
  accessTokenLifeS: number;
  dnsFault: DnsFault | undefined;
}

export interface ControlParts {
  readonly store: Store;
  readonly faults: Faults;
  readonly google: Issuer;
  readonly dials: Dials;
  readonly mailFaults: MailFaults;
  readonly lms: LmsControl;
}

const storeCommands = {
  ...peopleCommands,
  ...orgUnitCommands,
  ...courseCommands,
  ...txtCommands,
  ...grantCommands,
  ...readingCommands,
  ...mailCommands,
} as const;

/** Everything that a visitor does on the pages, for tests: what is expected to fail throws a SandboxRefusal. */
export function createControl({ store, faults, google, dials, mailFaults, lms }: ControlParts) {
  return {
    lms,
    ...bindStore(store, storeCommands),
    /** What the mail server does wrong until told otherwise. */
    mailFaults,
    setFault: (fault: Fault): SetFault => {
      if (fault.workspace !== '*') getWorkspace(store, fault.workspace);
      if (fault.endpoint === 'token' && isPageFault(fault.kind))
        throw new SandboxRefusal('The token endpoint has no pages.');
      return faults.set(fault);
    },
    listFaults: (): SetFault[] => faults.list(),
    /** One by its id, or all. */
    clearFaults: (id?: number): void => faults.clear(id),
    /** What the DNS does wrong until told otherwise. */
    setDnsFault: (fault: DnsFault | undefined): void => {
      dials.dnsFault = fault;
    },
    dnsFault: (): DnsFault | undefined => dials.dnsFault,
    /** For access tokens from here on, in seconds. */
    setAccessTokenLife: (seconds: number): void => {
      dials.accessTokenLifeS = seconds;
    },
    /**
     * Tokens without the pages, as after consenting to these scopes. A scope may be given without its
     * `https://www.googleapis.com/auth/`.
     */
    issueTokens: (email: string, scopes: readonly string[]): Promise<IssuedTokens> =>
      issueTokens(store, google, email, scopes),
  };
}

export type SandboxControl = ReturnType<typeof createControl>;
