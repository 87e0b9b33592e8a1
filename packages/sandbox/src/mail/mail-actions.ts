import { z } from 'zod';
import { type Action, action, text } from '../site/actions/action.ts';
import { type MailFault, mailFaults } from './mail-fault.ts';

const kinds = Object.keys(mailFaults) as [MailFault, ...MailFault[]];

export const mailActions: Readonly<Record<string, Action>> = {
  'mail.fault': action(
    z.object({ address: text, fault: z.enum([...kinds, '']) }),
    (control, { address, fault }) => {
      control.mailFaults.set(address, fault === '' ? undefined : fault);
      const whom = address === '*' ? 'everybody' : address;
      return fault === ''
        ? `Mail to ${whom} arrives.`
        : `From here on, mail to ${whom}: ${mailFaults[fault]}.`;
    },
  ),
  'mail.clear': action(z.object({}), (control) => {
    control.clearMail();
    return 'The outbox is empty.';
  }),
};
