import { z } from 'zod';

/** Ids are UUIDs branded by what they name, so that one kind cannot stand in for another. */
export const districtId = z.uuid().brand<'DistrictId'>();
export type DistrictId = z.infer<typeof districtId>;

export const personId = z.uuid().brand<'PersonId'>();
export type PersonId = z.infer<typeof personId>;

export const licenseId = z.uuid().brand<'LicenseId'>();
export type LicenseId = z.infer<typeof licenseId>;

export const memberId = z.uuid().brand<'MemberId'>();
export type MemberId = z.infer<typeof memberId>;

/** The public name of a session, shown on the sessions page. It is not the token and opens nothing. */
export const sessionId = z.uuid().brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionId>;

export const runId = z.uuid().brand<'RunId'>();
export type RunId = z.infer<typeof runId>;

export const domainId = z.uuid().brand<'DomainId'>();
export type DomainId = z.infer<typeof domainId>;

export const platformId = z.uuid().brand<'PlatformId'>();
export type PlatformId = z.infer<typeof platformId>;

export const assignmentId = z.uuid().brand<'AssignmentId'>();
export type AssignmentId = z.infer<typeof assignmentId>;

export const commentId = z.uuid().brand<'CommentId'>();

/** Made by the client once per intent: a retry with the same id returns the first result. */
export const requestId = z.uuid().brand<'RequestId'>();
export type RequestId = z.infer<typeof requestId>;

/** Changes when the database is restored from a backup: sequence numbers of two epochs do not compare. */
export const epoch = z.uuid().brand<'Epoch'>();
export type Epoch = z.infer<typeof epoch>;
