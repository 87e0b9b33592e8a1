import { z } from 'zod';
import { domainId, licenseId, requestId } from '../ids.ts';
import { userType } from '../licenses/seats.ts';
import { districtMail } from '../mail/contract.ts';
import { addWithoutInvitation } from '../members/invite-rule.ts';

/** What DNS said about the record. `no_answer` is no evidence: only `missing` counts against a domain. */
export const dnsAnswer = z.enum(['found', 'missing', 'no_answer']);
export type DnsAnswer = z.infer<typeof dnsAnswer>;

/** `waiting`: not shown to be the district's yet. `lost`: the proof has been gone for days; nobody new comes by it. */
export const domainState = z.enum(['waiting', 'verified', 'lost']);
export type DomainState = z.infer<typeof domainState>;

export const domainLogAction = z.enum([
  'added',
  'verified',
  'missing',
  'lost',
  'found_again',
  'given_up',
  'removed',
  'setting_changed',
  'switched_on',
  'switched_off',
  'license_domains_changed',
  'mail_changed',
]);
export type DomainLogAction = z.infer<typeof domainLogAction>;

/** What has changed about the domains that bring their people onto a licence. */
export const licenseDomainChange = z.enum([
  'switched_on',
  'switched_off',
  'chosen',
  'left_out',
  'verified',
  'lost',
  'found_again',
  'given_up',
  'removed',
]);
export type LicenseDomainChange = z.infer<typeof licenseDomainChange>;

/** Why a name cannot become a domain of the district. `not_available` never tells whose it is (SPEC B13). */
export const domainNotAcceptedReason = z.enum([
  'not_a_domain',
  'lookalike_characters',
  'public_suffix',
  'free_mail',
  'not_available',
  'too_many',
]);

export const domainView = z.strictObject({
  id: domainId,
  name: z.string(),
  state: domainState,
  /** Whose word counts: the vendor's is not checked again. */
  proof: z.enum(['vendor', 'dns']),
  /** The TXT record that shows the domain to be the district's. */
  record: z.strictObject({ name: z.string(), value: z.string() }),
  /** Null: the vendor. */
  addedBy: z.string().nullable(),
  addedAt: z.iso.datetime(),
  verifiedAt: z.iso.datetime().nullable(),
  lastCheckedAt: z.iso.datetime().nullable(),
  lastAnswer: dnsAnswer.nullable(),
  /** When it is looked up by itself again. */
  nextCheckAt: z.iso.datetime().nullable(),
  /** Since when the record of a verified domain is missing. */
  failingSince: z.iso.datetime().nullable(),
  lostAt: z.iso.datetime().nullable(),
  /** When the domain stops being the district's, unless its record is found again. */
  givenUpAt: z.iso.datetime().nullable(),
  /** Licences on which everybody of the domain is a member, by name. */
  licenses: z.array(z.string()),
});
export type DomainView = z.infer<typeof domainView>;

export const districtDomains = z.strictObject({
  districtName: z.string(),
  addWithoutInvitation,
  mail: districtMail,
  /** Addresses whose readers want no more mail. */
  mailStopped: z.int(),
  domains: z.array(domainView).min(1),
});
export type DistrictDomains = z.infer<typeof districtDomains>;

export const domainList = z.strictObject({
  districts: z.array(districtDomains),
  /** In the demo: where its DNS records are set. */
  sandboxUrl: z.url().nullable(),
  /** Whether this installation can send mail at all. */
  mailIsSetUp: z.boolean(),
  /** How long the app comes first, in minutes. */
  mailDelayMinutes: z.number(),
});
export type DomainList = z.infer<typeof domainList>;

/** `beside` is any domain of the district that is meant. */
export const addDomainInput = z.strictObject({
  beside: domainId,
  name: z.string().min(1).max(300),
  requestId,
});
export const oneDomainInput = z.strictObject({ domainId, requestId });
export const changeDomainSettingInput = z.strictObject({ beside: domainId, addWithoutInvitation, requestId });

export const domainLogInput = z.strictObject({
  beside: domainId,
  cursor: z.uuid().nullish(),
  limit: z.int().min(1).max(100).default(50),
  direction: z.literal('forward').optional(),
});
export const domainLogEntry = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), name: z.string() }),
    z.strictObject({ kind: z.literal('vendor') }),
    z.strictObject({ kind: z.literal('system') }),
  ]),
  action: domainLogAction,
  domain: z.string().nullable(),
  licenseName: z.string().nullable(),
  setting: addWithoutInvitation.nullable(),
  mail: districtMail.nullable(),
});
export type DomainLogEntry = z.infer<typeof domainLogEntry>;
export const domainLogPage = z.strictObject({
  entries: z.array(domainLogEntry),
  nextCursor: z.uuid().nullable(),
});

/** A domain whose people come onto the licence, and as what. */
export const domainChoice = z.strictObject({ domainId, userType });
export type DomainChoice = z.infer<typeof domainChoice>;
export const domainChoices = z.array(domainChoice).max(100);

export const oneDomainWideInput = z.strictObject({ licenseId });
/** Plans, as a run, whom the choice would add; the choice is saved when the plan is confirmed. */
export const planDomainWideInput = z.strictObject({
  licenseId,
  domains: domainChoices.min(1),
  requestId,
});
/** The domain's people come no more by themselves. Whoever is on the licence stays. */
export const stopDomainInput = z.strictObject({ licenseId, domainId, requestId });

export const domainWideView = z.strictObject({
  /** Null: the vendor has not switched it on. */
  switchedOnAt: z.iso.datetime().nullable(),
  domains: z.array(
    z.strictObject({
      domainId,
      name: z.string(),
      state: domainState,
      /** As what its people come; null while it is not chosen. */
      userType: userType.nullable(),
      chosenBy: z.string().nullable(),
      chosenAt: z.iso.datetime().nullable(),
      /** People on the licence because of it. */
      people: z.int(),
    }),
  ),
  /** People of the chosen domains for whom there was no seat. */
  notSeated: z.int(),
});
export type DomainWideView = z.infer<typeof domainWideView>;

export const domainNotSeatedInput = z.strictObject({
  licenseId,
  cursor: z.string().max(500).nullish(),
  limit: z.int().min(1).max(200).default(100),
  direction: z.literal('forward').optional(),
});
