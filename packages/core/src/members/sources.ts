import { type DeploymentMethod, deploymentMethod } from '../licenses/deployment-methods.ts';

/** What holds a membership. A source is named after the method that made it. */
export const sourceKind = deploymentMethod;
export type SourceKind = DeploymentMethod;

/**
 * How somebody whom a source held comes back when they are taken off: by itself (a sync, a domain), by something that the
 * person does (or, of an assignment, the reading of its class), or never. What does not come back by itself was made by
 * hand, and removing by hand ends it for good (SPEC SOURCE-3).
 */
export const sourceReturn: Readonly<Record<SourceKind, 'by_itself' | 'by_the_person' | 'never'>> = {
  email: 'never',
  csv: 'never',
  link: 'by_the_person',
  key: 'by_the_person',
  assignment: 'by_the_person',
  ou: 'by_itself',
  domain: 'by_itself',
  classroom: 'by_itself',
};

/**
 * Whether an addition of this kind puts somebody on the licence whom an admin keeps out (SPEC SOURCE-5): only an admin
 * who names the person decides otherwise.
 */
export const sourceOverridesExclusion: Readonly<Record<SourceKind, boolean>> = {
  email: true,
  csv: true,
  link: false,
  key: false,
  assignment: false,
  ou: false,
  domain: false,
  classroom: false,
};
