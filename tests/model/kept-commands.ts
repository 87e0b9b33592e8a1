import type { Command } from './commands.ts';

/** Lists of commands that once showed a fault, each with what it was. They are played before anything random is. */
export const keptCommands: readonly { readonly fault: string; readonly commands: readonly Command[] }[] = [];
