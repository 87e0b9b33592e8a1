import { z } from 'zod';
import { type Action, action, optionalText, text, ticked } from './action.ts';

const person = z.object({ person: text });

export const peopleActions: Readonly<Record<string, Action>> = {
  'person.add': action(
    z.object({
      email: text,
      givenName: text,
      familyName: text,
      orgUnitPath: optionalText,
      isAdmin: ticked,
    }),
    (control, fields) => {
      const added = control.addPerson(fields);
      return `${added.email} was added to ${added.orgUnitPath}.`;
    },
  ),
  'person.move': action(person.extend({ orgUnitPath: text }), (control, fields) => {
    const moved = control.movePerson(fields.person, fields.orgUnitPath);
    return `${moved.email} is in ${moved.orgUnitPath}.`;
  }),
  'person.suspend': action(
    person,
    (control, fields) => `${control.suspendPerson(fields.person).email} is suspended.`,
  ),
  'person.archive': action(
    person,
    (control, fields) => `${control.archivePerson(fields.person).email} is archived.`,
  ),
  'person.restore': action(
    person,
    (control, fields) => `${control.restorePerson(fields.person).email} is active again.`,
  ),
  'person.rename': action(person.extend({ givenName: text, familyName: text }), (control, fields) => {
    const renamed = control.renamePerson(fields.person, fields);
    return `${renamed.email} is called ${renamed.givenName} ${renamed.familyName}.`;
  }),
  'person.address': action(
    person.extend({ email: text }),
    (control, fields) => `The address is ${control.changeAddress(fields.person, fields.email).email}.`,
  ),
  'person.admin': action(person.extend({ isAdmin: ticked }), (control, fields) => {
    const changed = control.setAdmin(fields.person, fields.isAdmin);
    return `${changed.email} ${fields.isAdmin ? 'is a Google admin' : 'is no Google admin'}.`;
  }),
  'person.delete': action(
    person,
    (control, fields) => `${control.deletePerson(fields.person).email} was deleted.`,
  ),
  'person.undelete': action(
    z.object({ workspace: text, id: text }),
    (control, fields) => `${control.undeletePerson(fields.workspace, fields.id).email} is back.`,
  ),
};
