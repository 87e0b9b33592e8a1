import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Prints how many tests and checks passed and failed, as two numbers: `node scripts/ci-count.ts <folder> <exit code of
 * the checks> <exit code of the tests>`. A command that failed without counting anything as failed (it crashed, a file
 * could not be loaded, nothing ran) counts as one failure: it never reads as a success.
 */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

function readNumbers(file: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function count(
  found: Record<string, unknown>,
  passedKey: string,
  failedKeys: readonly string[],
  exitCode: string,
): Count {
  const numberAt = (key: string) => {
    const value = found[key];
    return typeof value === 'number' ? value : 0;
  };
  const passed = numberAt(passedKey);
  const failed = failedKeys.reduce((sum, key) => sum + numberAt(key), 0);
  const silentFailure = failed === 0 && (exitCode !== '0' || passed === 0);
  return { passed, failed: failed + (silentFailure ? 1 : 0) };
}

const [folder = '.', checksCode = '1', testsCode = '1'] = process.argv.slice(2);
const checks = count(readNumbers(path.join(folder, 'checks.json')), 'passed', ['failed'], checksCode);
const tests = count(
  readNumbers(path.join(folder, 'tests.json')),
  'numPassedTests',
  ['numFailedTests'],
  testsCode,
);
console.log(`${checks.passed + tests.passed} ${checks.failed + tests.failed}`);
