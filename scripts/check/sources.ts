import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { offends, sourceRules } from './source-rules.ts';

/** Every source file of ours, by its path from the root with forward slashes. */
export function sourceFiles(root: string): string[] {
  return globSync(['packages/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}', 'scripts/**/*.ts'], {
    cwd: root,
    exclude: (name) => /(^|[\\/])(node_modules|dist)$/.test(name),
  })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !/\.(gen|d)\.ts$/.test(file))
    .sort();
}

const ruleId = /^[A-Z]+(?:-\d+|\d+)$/;

/** Rule ids that a title quotes at its beginning, such as `[SEAT-3] …` or `[A03, R2] …`. */
function quotedIds(line: string): string[] {
  return [...line.matchAll(/['"`]((?:\[[A-Z0-9, -]+\]\s*)+)/g)]
    .flatMap(([, groups]) => groups?.split(/[^A-Z0-9-]+/) ?? [])
    .filter((word) => ruleId.test(word));
}

/** Lines that break a rule of source-rules.ts, and titles that quote a rule which SPEC.md does not have. */
export function checkSources(root: string): { problems: string[]; summary: string } {
  const files = sourceFiles(root);
  const known = new Set(
    [...readFileSync(path.join(root, 'SPEC.md'), 'utf8').matchAll(/\*\*([A-Z]+(?:-\d+|\d+))\*\*/g)].map(
      ([, id]) => id,
    ),
  );
  const quoted = new Set<string>();
  const problems = failedSelfTests();
  if (files.length === 0) problems.push('no source file was found');
  for (const file of files) {
    const rules = sourceRules.filter((rule) => rule.where.test(file) && rule.except?.test(file) !== true);
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        const place = `${file}:${index + 1}`;
        for (const rule of rules) {
          if (offends(rule, line))
            problems.push(`${rule.name}: ${place}: ${line.trim()}\n    ${rule.instead}`);
        }
        if (!/\.test\.tsx?$/.test(file)) return;
        for (const id of quotedIds(line)) {
          quoted.add(id);
          if (!known.has(id)) problems.push(`unknown-rule: ${place}: SPEC.md has no ${id}`);
        }
      });
  }
  return {
    problems,
    summary: `${files.length} files, ${sourceRules.length} rules; tests quote ${quoted.size} of ${known.size} rules of SPEC.md`,
  };
}

function failedSelfTests(): string[] {
  return sourceRules.flatMap((rule) => [
    ...rule.caught
      .filter((line) => !offends(rule, line))
      .map((line) => `self-test: ${rule.name} does not catch: ${line}`),
    ...rule.passes
      .filter((line) => offends(rule, line))
      .map((line) => `self-test: ${rule.name} catches what is allowed: ${line}`),
  ]);
}
