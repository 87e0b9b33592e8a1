import pino, { type DestinationStream, type Logger } from 'pino';
import type { Env } from './env.ts';

/** What looks like an address, a session token or a licence key. Wide on purpose: a log loses little by it. */
const personal = /[^\s"'<>(),;:=]+@[^\s"'<>(),;]+|\br(?:s|cm)_[\w-]{8,}|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b/gi;
/** What is kept of a message. In UTF-16 units. */
const messageLimit = 1_000;
/** Causes of causes that are followed. */
const causeDepth = 3;

/** The server's log. An `err` is kept as `describeError` says. */
export function createLog(level: Env['logLevel'], destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: (error: unknown) => describeError(error) } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * What the log keeps of an error: kind, code and place, and no person's data (SPEC B07). PostgreSQL quotes rows
 * and values in its messages and details, so of its errors only the names of what failed are kept.
 */
function describeError(error: unknown, depth = causeDepth): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fromDatabase = 'severity' in error && 'routine' in error;
  const facts = error as Error & Record<'code' | 'constraint' | 'table' | 'column' | 'routine', unknown>;
  const described: Record<string, unknown> = {
    type: error.name,
    code: facts.code,
    ...(fromDatabase
      ? { constraint: facts.constraint, table: facts.table, column: facts.column, routine: facts.routine }
      : { message: error.message.slice(0, messageLimit).replace(personal, '[hidden]') }),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
  };
  if (error.cause !== undefined && depth > 0) described.cause = describeError(error.cause, depth - 1);
  return described;
}
