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
