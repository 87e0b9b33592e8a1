import { linkCodeFromBytes, parseLinkCode } from '@rollcall/core/links/link-code.ts';
import { storeOfCodes } from './code-store.ts';

export const linkCodes = storeOfCodes({
  hmacPurpose: 'license-link-hmac',
  sealPurpose: 'license-link-seal',
  fromBytes: linkCodeFromBytes,
  parse: parseLinkCode,
});
