import type { DeploymentMethod } from '@rollcall/core/licenses/deployment-methods.ts';

const names: Readonly<Record<DeploymentMethod, true>> = {
  email: true,
  csv: true,
  ou: true,
  domain: true,
  assignment: true,
  classroom: true,
  link: true,
  key: true,
};

/** Whether an address names a way to add users. */
export function isDeploymentMethod(text: string): text is DeploymentMethod {
  return Object.hasOwn(names, text);
}
