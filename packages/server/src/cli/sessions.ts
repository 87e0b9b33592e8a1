import type { Command } from 'commander';
import { endSessions } from '../vendor/end-sessions.ts';
import type { Grantee } from '../vendor/grants.ts';
import { readPerson } from './arguments.ts';
import { CliRefusal } from './refusal.ts';
import { run, type Surroundings } from './run.ts';

export function addSessionCommands(program: Command, surroundings: Surroundings): void {
  const noun = program.command('session').description('sign-ins of people');

  noun
    .command('end')
    .description('sign a person out everywhere, within two seconds')
    .argument('<address>', 'an address that the person has verified', readPerson)
    .action((person: Grantee) =>
      run(surroundings, async ({ tx }) => {
        const ended = await endSessions(tx, person.email);
        if (ended === null)
          throw new CliRefusal('UNKNOWN_PERSON', `Nobody has signed in with ${person.email}.`);
        return {
          text:
            ended === 0
              ? `${person.email} is signed in nowhere.`
              : `Ended ${ended} of ${person.email}'s sign-ins.`,
          json: { outcome: ended === 0 ? 'unchanged' : 'ended', email: person.email, ended },
        };
      }),
    );
}
