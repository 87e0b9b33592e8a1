import type { Store } from '../store/store.ts';

/** A message that was handed to the mail server, as its reader would see it. */
export interface ReceivedMail {
  readonly id: number;
  readonly receivedAt: number;
  readonly messageId: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one click stops further mail; empty where the message offers none. */
  readonly stopUrl: string;
}

/** Older ones make room. */
const kept = 500;
const columns = `id, received_at as receivedAt, message_id as messageId, sender, recipient, subject, text, html, stop_url as stopUrl`;

function addMail(store: Store, mail: Omit<ReceivedMail, 'id' | 'receivedAt'>): void {
  store.transaction(() => {
    store.run(
      'insert into mail (received_at, message_id, sender, recipient, subject, text, html, stop_url) values (?, ?, ?, ?, ?, ?, ?, ?)',
      Date.now(),
      mail.messageId,
      mail.sender,
      mail.recipient,
      mail.subject,
      mail.text,
      mail.html,
      mail.stopUrl,
    );
    store.run('delete from mail where id <= (select max(id) from mail) - ?', kept);
  });
}

/** Newest first. */
function listMail(store: Store): ReceivedMail[] {
  return store.all<ReceivedMail>(`select ${columns} from mail order by id desc`);
}

function findMail(store: Store, id: number): ReceivedMail | undefined {
  return store.get<ReceivedMail>(`select ${columns} from mail where id = ?`, id);
}

function clearMail(store: Store): void {
  store.run('delete from mail');
}

export const mailCommands = { addMail, listMail, findMail, clearMail } as const;
