import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import { boundaryRules } from './boundary-rules.ts';
import { missedPlants } from './boundary-self-test.ts';
import { serverLayers, upsideDown } from './server-layers.ts';
import { sourceFiles } from './sources.ts';

const sources = ['packages', 'tests', 'scripts'];

/** All imports below `baseDir`, judged by the rules. Paths in the result are relative to it. */
async function cruiseTree(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    sources.filter((folder) => existsSync(path.join(baseDir, folder))),
    {
      baseDir,
      validate: true,
      ruleSet: {
        forbidden: boundaryRules.map(({ name, comment, from, to }) => ({
          name,
          comment,
          severity: 'error',
          from,
          to,
        })),
      },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      // Our own builds only: most libraries live in a dist/ too, and must be seen.
      exclude: { path: '^packages/[^/]+/dist/' },
    },
    {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  );
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of a result');
  return output;
}

function describeViolation({ rule, from, to, cycle }: IViolation): string {
  const route = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ');
  const why = boundaryRules.find((known) => known.name === rule.name)?.comment ?? '';
  return `${rule.name}: ${from} → ${route}\n    ${why}`;
}

/** Source files that the cruiser did not look at: with a compiler it cannot use, it reads nothing and finds no fault. */
function unseenFiles(root: string, result: ICruiseResult): string[] {
  const seen = new Set(result.modules.map((module) => module.source));
  return sourceFiles(root).filter((file) => !seen.has(file));
}

function unlistedParts(root: string): string[] {
  return readdirSync(path.join(root, 'packages/server/src'))
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((part) => !(part in serverLayers));
}

/** Everything that is wrong with the boundaries of the tree, or with the check itself; empty when all is well. */
export async function checkBoundaries(root: string): Promise<{ problems: string[]; summary: string }> {
  const result = await cruiseTree(root);
  const unseen = unseenFiles(root, result);
  const problems = [
    ...result.summary.violations.map(describeViolation),
    ...(unseen.length === 0
      ? []
      : [`${unseen.length} source files were not looked at: ${unseen.slice(0, 5).join(', ')}`]),
    ...unlistedParts(root).map(
      (part) => `packages/server/src/${part} is in no layer: give it one in scripts/check/server-layers.ts`,
    ),
    ...upsideDown(),
    ...(await missedPlants(cruiseTree)),
  ];
  const { totalCruised, totalDependenciesCruised } = result.summary;
  return {
    problems,
    summary: `${totalCruised} modules, ${totalDependenciesCruised ?? 0} imports, ${boundaryRules.length} rules`,
  };
}
