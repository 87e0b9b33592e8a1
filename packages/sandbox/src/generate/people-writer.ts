import type { Store } from '../store/store.ts';
import { generatedAt } from './generated-at.ts';
import { newPersonId } from './google-ids.ts';
import { addressPart, familyNames, givenNames } from './names.ts';
import type { PlannedUnit } from './org-tree.ts';
import type { Random } from './random.ts';

interface NewPerson {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly orgUnitId: string;
  readonly isAdmin?: boolean | undefined;
  readonly suspended?: boolean;
  readonly archived?: boolean;
}

interface PeopleWriter {
  known(person: NewPerson): void;
  invent(orgUnitId: string, kind: PlannedUnit['kind']): void;
}

const insert = `insert into person
  (customer_id, id, email, given_name, family_name, org_unit_id, suspended, archived, is_admin, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes people with addresses that nobody else has. Wants a transaction around it. */
export function createPeopleWriter(
  store: Store,
  into: { customerId: string; domain: string; random: Random },
): PeopleWriter {
  const { customerId, domain, random } = into;
  const namesakes = new Map<string, number>();
  const write = (person: NewPerson): void => {
    store.run(
      insert,
      customerId,
      newPersonId(random),
      person.email.toLowerCase(),
      person.givenName,
      person.familyName,
      person.orgUnitId,
      person.suspended === true ? 1 : 0,
      person.archived === true ? 1 : 0,
      person.isAdmin === true ? 1 : 0,
      generatedAt,
    );
  };
  const freeLocalPart = (wanted: string): string => {
    const before = namesakes.get(wanted) ?? 0;
    namesakes.set(wanted, before + 1);
    return before === 0 ? wanted : `${wanted}${before + 1}`;
  };
  return {
    known: (person) => {
      namesakes.set(person.email.split('@')[0] ?? '', 1);
      write(person);
    },
    invent: (orgUnitId, kind) => {
      const givenName = random.pick(givenNames);
      const familyName = random.pick(familyNames);
      const local = freeLocalPart(`${addressPart(givenName)}.${addressPart(familyName)}`);
      const chance = random.next();
      write({
        email: `${local}@${domain}`,
        givenName,
        familyName,
        orgUnitId,
        suspended: kind === 'former' || chance < 0.01,
        archived: kind !== 'former' && chance > 0.995,
      });
    },
  };
}
