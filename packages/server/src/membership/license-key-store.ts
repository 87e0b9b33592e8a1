import { licenseKeyFromBytes, parseLicenseKey } from '@rollcall/core/licenses/license-key.ts';
import { storeOfCodes } from './code-store.ts';

export const licenseKeys = storeOfCodes({
  hmacPurpose: 'license-key-hmac',
  sealPurpose: 'license-key-seal',
  fromBytes: licenseKeyFromBytes,
  parse: parseLicenseKey,
});
