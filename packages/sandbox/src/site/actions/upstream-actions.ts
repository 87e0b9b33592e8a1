import { z } from 'zod';
import { dnsFaults } from '../../dns/dns-server.ts';
import { type FaultKind, faultEndpoints, faultKinds } from '../../faults/fault.ts';
import { type Action, action, optionalNumber, optionalText, text } from './action.ts';

const kinds = Object.keys(faultKinds) as [FaultKind, ...FaultKind[]];

export const upstreamActions: Readonly<Record<string, Action>> = {
  'fault.set': action(
    z.object({
      workspace: text,
      endpoint: z.enum(faultEndpoints),
      kind: z.enum(kinds),
      next: optionalNumber,
      fromPage: optionalNumber,
      probability: optionalNumber,
      seed: optionalNumber,
      retryAfterS: optionalNumber,
    }),
    (control, { workspace, endpoint, kind, retryAfterS, ...when }) => {
      control.setFault({ workspace, endpoint, kind, when, retryAfterS });
      return `From here on: ${faultKinds[kind]}, at ${endpoint}.`;
    },
  ),
  'fault.clear': action(z.object({ id: optionalNumber }), (control, { id }) => {
    control.clearFaults(id);
    return id === undefined ? 'There are no faults any more.' : 'The fault is over.';
  }),
  'dns.fault': action(z.object({ fault: z.enum([...dnsFaults, '']) }), (control, { fault }) => {
    control.setDnsFault(fault === '' ? undefined : fault);
    return fault === '' ? 'The DNS answers.' : `From here on: ${fault}.`;
  }),
  /** The page gives one value per line. */
  'dns.set': action(
    z.object({ name: text, values: z.union([z.string(), z.array(z.string())]).optional() }),
    (control, { name, values = '' }) => {
      const list = (typeof values === 'string' ? values.split('\n') : values)
        .map((value) => value.trim())
        .filter((value) => value !== '');
      control.setTxt(name, list);
      return list.length === 0 ? `${name} has no TXT record.` : `${name} has ${list.length} TXT record(s).`;
    },
  ),
  'grant.revoke': action(z.object({ id: text }), (control, { id }) => {
    control.revokeGrant(id);
    return 'Rollcall may no longer read for that account.';
  }),
  'token.expire': action(z.object({}), (control) => {
    control.expireAccessTokens();
    return 'Every access token is over; refresh tokens are still good.';
  }),
  'other-account.add': action(
    z.object({
      email: text,
      givenName: optionalText,
      familyName: optionalText,
      verified: z.enum(['true', 'false', '']).optional(),
    }),
    (control, { verified = '', ...account }) => {
      const emailVerified = verified === '' ? undefined : verified === 'true';
      control.addOtherAccount({ ...account, emailVerified });
      return `${account.email} can sign in with the other provider.`;
    },
  ),
};
