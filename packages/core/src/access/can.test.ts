import { expect, test } from 'vitest';
import { districtId, licenseId } from '../ids.ts';
import { licenseAction } from './actions.ts';
import { can } from './can.ts';

const district = districtId.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f01');
const license = licenseId.parse('6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f02');

test.each(licenseAction.options)(
  '[ACCESS-1] %s needs the grant of license admin, and nothing else gives it',
  (action) => {
    const grants = (licenseAdmin: boolean, domainAdmin: boolean) => ({
      districtId: district,
      licenseAdminOf: licenseAdmin ? license : null,
      domainAdmin,
    });
    expect(can(grants(true, false), action)).toBe(true);
    expect(can(grants(true, true), action)).toBe(true);
    expect(can(grants(false, true), action)).toBe(false);
    expect(can(grants(false, false), action)).toBe(false);
  },
);
