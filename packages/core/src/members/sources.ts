import { type DeploymentMethod, deploymentMethod } from '../licenses/deployment-methods.ts';

/** What holds a membership. A source is named after the method that made it. */
export const sourceKind = deploymentMethod;
export type SourceKind = DeploymentMethod;

/** Whether a person made the source (removing by hand ends it) or a sync or domain did (it would come back). */
export const sourceIsHandMade: Readonly<Record<SourceKind, boolean>> = {
  email: true,
  csv: true,
  link: true,
  key: true,
  assignment: true,
  ou: false,
  domain: false,
  classroom: false,
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
