import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { mergeInbox } from '@rollcall/core/live/inbox-merge.ts';
import { expect } from 'vitest';
import type { TestPerson } from './district.ts';
import { connectSocket, type SocketOptions, type TestSocket, until } from './socket.ts';

/** What the app does without the drawing: the inbox of the connection, and each later one joined to it. */
export class PersonScreen implements Disposable {
  readonly #person: TestPerson;
  readonly socket: TestSocket;
  inbox: Inbox;

  private constructor(person: TestPerson, socket: TestSocket) {
    this.#person = person;
    this.socket = socket;
    this.inbox = socket.lastInbox();
    let first = false;
    socket.raw.on('connect', () => {
      first = true;
    });
    socket.raw.on('inbox', (arrived) => {
      this.inbox = mergeInbox(first ? null : this.inbox, arrived);
      first = false;
    });
  }

  static async open(port: number, person: TestPerson, options: SocketOptions = {}): Promise<PersonScreen> {
    return new PersonScreen(person, await connectSocket(port, person.token, options));
  }

  /** The invites whose pop-up is on screen. */
  get popUps(): string[] {
    return this.inbox.entries.filter((entry) => entry.popUp).map((entry) => entry.memberId);
  }

  /** Waits until the screen shows what a fresh fetch shows. */
  async expectFresh(): Promise<void> {
    await until(async () => {
      const fresh = await this.#person.client.invite.inbox.query();
      expect(plain(this.inbox)).toEqual(plain(fresh));
    });
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }
}

/** Without the number of the licence, which also counts changes that are nothing to this person; in one order. */
function plain({ epoch, entries, features }: Inbox) {
  const standing = entries.map(({ seq: _seq, ...entry }) => entry);
  return {
    epoch,
    features,
    entries: standing.sort((one, other) => (one.memberId < other.memberId ? -1 : 1)),
  };
}
