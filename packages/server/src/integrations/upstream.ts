import type { SyncProblem } from '@rollcall/core/sync/sync-source.ts';

/** One page of an answer. `next` asks for the page after it; null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** An organizational unit. The root is one too, under the id by which the others name it. */
export interface FoundUnit {
  readonly id: string;
  /** Null of the root. */
  readonly parentId: string | null;
  readonly name: string;
  /** From the root, beginning with a slash. */
  readonly path: string;
}

/** Somebody of a directory or of a class, as the other system has them: nothing about them is checked. */
export interface FoundPerson {
  /** The other system's own id: addresses and names change, it does not. */
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  /** The OU that the person is in; null where the answer has none, as in classes. */
  readonly unitPath: string | null;
  /** False of somebody who is suspended or archived. */
  readonly active: boolean;
}

export interface FoundCourse {
  readonly id: string;
  readonly name: string;
  readonly section: string | null;
  readonly state: 'active' | 'archived';
}

/** What people are asked for: those of an OU and of all below it. */
export interface OuPeopleQuery {
  readonly unitPath: string;
  /** Null asks for the first page. */
  readonly pageToken: string | null;
}

/**
 * The other system, read as one authorised account. Each call is one request of at most 30 s, is not repeated by itself,
 * and throws SyncFailure, or the reason of a signal that is aborted. Answers are checked against a schema.
 */
export interface Upstream {
  /** The whole tree, in no order. */
  orgUnits(signal: AbortSignal): Promise<readonly FoundUnit[]>;
  ouPeople(query: OuPeopleQuery, signal: AbortSignal): Promise<Page<FoundPerson>>;
  /** Somebody of the directory, wherever they are in it; null where it has nobody of this id (any more). */
  ouPerson(id: string, signal: AbortSignal): Promise<FoundPerson | null>;
  /** Everybody of the directory, in no order. */
  allPeople(pageToken: string | null, signal: AbortSignal): Promise<Page<FoundPerson>>;
  /** The classes that the account teaches. */
  courses(pageToken: string | null, signal: AbortSignal): Promise<Page<FoundCourse>>;
  courseTeachers(courseId: string, pageToken: string | null, signal: AbortSignal): Promise<Page<FoundPerson>>;
  courseStudents(courseId: string, pageToken: string | null, signal: AbortSignal): Promise<Page<FoundPerson>>;
}

/** What `SyncFailure` is made of, beside the problem. */
interface FailureFacts {
  /** The least wait before it is tried again, for whoever repeats to make longer; null: not by itself. In ms. */
  readonly retryAfterMs: number | null;
  /** What was read so far is worth nothing, for example because a page token is not known any more. */
  readonly restart?: boolean;
  readonly cause?: unknown;
}

/** Why the other system could not be read. Holds nothing of what it answered: bodies are about people. */
export class SyncFailure extends Error {
  readonly problem: SyncProblem;
  readonly retryAfterMs: number | null;
  readonly restart: boolean;

  constructor(problem: SyncProblem, facts: FailureFacts) {
    super(`The other system could not be read: ${problem}`, { cause: facts.cause });
    this.name = 'SyncFailure';
    this.problem = problem;
    this.retryAfterMs = facts.retryAfterMs;
    this.restart = facts.restart ?? false;
  }
}
