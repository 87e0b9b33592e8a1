import { z } from 'zod';
import { licenseId } from '../ids.ts';
import { seatCounts, seatsHeld, userType } from './seats.ts';

/** PRODUCT: the four kinds of licence a district buys. The type decides which deployment methods fit. */
export const licenseType = z.enum(['district', 'school', 'building', 'teacher']);
export type LicenseType = z.infer<typeof licenseType>;

export const termPhase = z.enum(['upcoming', 'active', 'grace', 'dormant']);

/** A licence as its admins see it, in the list of licences and at the head of each of its pages. */
export const licenseView = z.strictObject({
  id: licenseId,
  name: z.string(),
  type: licenseType,
  districtName: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  phase: termPhase,
  /** Seats bought per pool; null is unlimited. */
  staffSeats: z.int().nullable(),
  studentSeats: z.int().nullable(),
  counts: seatCounts,
  seatsHeld,
  keyEnabled: z.boolean(),
  /** The user type that a person who enters the key gets. */
  keyUserType: userType,
  /** The licence's sequence number at which this view was read. */
  seq: z.int(),
});
export type LicenseView = z.infer<typeof licenseView>;
