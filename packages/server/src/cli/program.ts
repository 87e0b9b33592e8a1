import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './audit.ts';
import { addDistrictCommands } from './districts.ts';
import { addDomainCommands } from './domains.ts';
import { addGrantCommands } from './grants.ts';
import { addLicenseCommands } from './licenses.ts';
import { CliRefusal, exitCodes, refusalIn } from './refusal.ts';
import type { Surroundings } from './run.ts';
import { addSessionCommands } from './sessions.ts';

const epilogue = `
Every command may be repeated: what is there already is left as it is and reported as such.
Exit codes: 0 done, 1 refused, 2 wrongly asked or settings missing, 3 the database does not answer.

Example, from nothing to an administrator who can sign in:
  rollcall district create "Riverbend Unified School District"
  rollcall domain create riverbend.example --district "Riverbend Unified School District"
  rollcall license create "Riverbend High" --district "Riverbend Unified School District" \\
    --type school --ends 2027-08-01 --staff-seats 60 --student-seats unlimited \\
    --admin "Dana Whitfield <dana.whitfield@riverbend.example>"`;

/** Runs one command line and returns the exit code. Everything it says goes through `streams`. */
export async function runCommandLine(
  args: readonly string[],
  streams: Pick<Surroundings, 'env' | 'out' | 'err'>,
): Promise<number> {
  let parserSaid = '';
  const program = createProgram(streams, (text) => {
    parserSaid += text;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    // Help that nobody asked for, since the command is not complete.
    if (error instanceof CommanderError && error.code === 'commander.help') {
      streams.err(parserSaid);
      return exitCodes.usage;
    }
    return explain(error, args.includes('--json'), streams.err);
  }
}

function createProgram(
  streams: Pick<Surroundings, 'env' | 'out' | 'err'>,
  parserSays: (text: string) => void,
): Command {
  const program = new Command('rollcall')
    .description(
      "Rollcall's command line for the vendor: districts, domains, licenses and who holds which grant.",
    )
    .option('--json', 'answer with one JSON document; refusals too, on the error stream')
    .addHelpText('after', epilogue)
    .exitOverride()
    // What the parser refuses is thrown as well, and said once, in the form that was asked for.
    .configureOutput({ writeOut: streams.out, writeErr: parserSays });
  const surroundings = { ...streams, json: () => program.opts<{ json?: boolean }>().json === true };
  addDistrictCommands(program, surroundings);
  addDomainCommands(program, surroundings);
  addLicenseCommands(program, surroundings);
  addGrantCommands(program, surroundings);
  addSessionCommands(program, surroundings);
  addAuditCommands(program, surroundings);
  return program;
}

/** Says what was wrong, in words or as JSON, and returns the exit code. A defect is said with its stack. */
function explain(error: unknown, json: boolean, err: (text: string) => void): number {
  const refusal =
    error instanceof CommanderError
      ? new CliRefusal('USAGE', error.message.replace(/^error: /, ''))
      : refusalIn(error);
  if (refusal === null) {
    err(`${error instanceof Error ? error.stack : String(error)}\n`);
    return exitCodes.refused;
  }
  const { code, message, near } = refusal;
  const hint = code === 'USAGE' ? '\nAdd --help to see how it is used.' : '';
  err(json ? `${JSON.stringify({ error: { code, message, near } }, null, 2)}\n` : `${message}${hint}\n`);
  return refusal.exitCode;
}
