import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { boundaryRules, type Plant } from './boundary-rules.ts';

const isFile = (target: string) => /\.tsx?$/.test(target);
const missingLibrary = 'no-such-library';

/**
 * Plants the forbidden imports of every rule in a tree of their own and looks whether the machine notices each, by
 * its own rule alone, and lets pass what stands beside the edge. Returns what went wrong, in words.
 */
export async function missedPlants(
  cruiseTree: (baseDir: string) => Promise<ICruiseResult>,
): Promise<string[]> {
  const baseDir = await realpath(await mkdtemp(path.join(os.tmpdir(), 'rollcall-boundaries-')));
  try {
    await plantAll(baseDir);
    const { summary } = await cruiseTree(baseDir);
    const found = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
    const noticed = (plant: Plant) =>
      found.filter(({ from, to }) => from === plant.from && names(to, plant.to)).map(({ rule }) => rule);
    return boundaryRules.flatMap((rule) => [
      ...rule.caught
        .filter((plant) => noticed(plant).join() !== rule.name)
        .map(
          (plant) =>
            `self-test: ${show(plant)} must be caught by ${rule.name}, and was by ${noticed(plant).join(', ') || 'none'}`,
        ),
      ...(rule.allowed ?? [])
        .filter((plant) => noticed(plant).length > 0)
        .map(
          (plant) =>
            `self-test: ${show(plant)} must be allowed, and was caught by ${noticed(plant).join(', ')}`,
        ),
    ]);
  } finally {
    await rm(baseDir, { recursive: true, force: true });
  }
}

const show = ({ from, to, typeOnly }: Plant) => `${from} → ${to}${typeOnly === true ? ' (type)' : ''}`;

/** The cruiser names a file by its path, a library by its place in node_modules, a part of Node by its bare name. */
function names(found: string, planted: string): boolean {
  if (isFile(planted)) return found === planted;
  return (
    found === planted ||
    found === planted.replace('node:', '') ||
    found.startsWith(`node_modules/${planted}/`)
  );
}

async function plantAll(baseDir: string): Promise<void> {
  const plants = boundaryRules.flatMap((rule) => [...rule.caught, ...(rule.allowed ?? [])]);
  const text = new Map<string, string>();
  for (const plant of plants) {
    if (isFile(plant.to)) text.set(plant.to, text.get(plant.to) ?? 'export const it = 1;\n');
    else if (!plant.to.startsWith('node:') && plant.to !== missingLibrary) {
      text.set(
        `node_modules/${plant.to}/package.json`,
        JSON.stringify({ name: plant.to, main: 'dist/index.js' }),
      );
      text.set(`node_modules/${plant.to}/dist/index.js`, 'export const it = 1;\n');
    }
  }
  plants.forEach((plant, index) => {
    if (plant.from === plant.to) return;
    const specifier = isFile(plant.to) ? relative(plant.from, plant.to) : plant.to;
    const statement = `import ${plant.typeOnly === true ? 'type ' : ''}{ it as it${index} } from '${specifier}';\n`;
    text.set(plant.from, statement + (text.get(plant.from) ?? 'export const it = 1;\n'));
  });
  text.set('package.json', '{}');
  for (const [file, content] of text) {
    await mkdir(path.join(baseDir, path.dirname(file)), { recursive: true });
    await writeFile(path.join(baseDir, file), content);
  }
}

function relative(from: string, to: string): string {
  const specifier = path.posix.relative(path.posix.dirname(from), to);
  return specifier.startsWith('.') ? specifier : `./${specifier}`;
}
