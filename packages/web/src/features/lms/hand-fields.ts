import type { PlatformView } from '@rollcall/core/lti/contract.ts';

/** What the other system shows after a tool was entered there by hand, in the order in which most of them show it. */
export const handFields = [
  'issuer',
  'clientId',
  'authorisationUrl',
  'tokenUrl',
  'publicKeysUrl',
  'deploymentId',
] as const;
export type HandField = (typeof handFields)[number];
export type HandValues = Readonly<Record<HandField, string>>;

const addresses: ReadonlySet<HandField> = new Set([
  'issuer',
  'authorisationUrl',
  'tokenUrl',
  'publicKeysUrl',
]);

export const noHandValues: HandValues = {
  issuer: '',
  clientId: '',
  authorisationUrl: '',
  tokenUrl: '',
  publicKeysUrl: '',
  deploymentId: '',
};

/** So many characters can be typed. */
export function handFieldLimit(field: HandField): number {
  return addresses.has(field) ? 2000 : 255;
}

/** What is wrong with a field, or null. Only the deployment may be left empty. */
export function handFieldProblem(field: HandField, value: string): 'empty' | 'notAddress' | null {
  const text = value.trim();
  if (text === '') return field === 'deploymentId' ? null : 'empty';
  return addresses.has(field) && !isWebAddress(text) ? 'notAddress' : null;
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

/** What a registration by hand says, from what was typed. */
export function handRegistration(values: HandValues) {
  const text = (field: HandField) => values[field].trim();
  return {
    issuer: text('issuer'),
    clientId: text('clientId'),
    authorisationUrl: text('authorisationUrl'),
    tokenUrl: text('tokenUrl'),
    keysUrl: text('publicKeysUrl'),
    deploymentId: text('deploymentId') || null,
  } satisfies Omit<NonNullable<PlatformView['registered']>, 'how'> & { deploymentId: string | null };
}
