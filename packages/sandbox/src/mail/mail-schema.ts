/** What the outbox keeps. */
export const mailSchema = `
create table mail (
  id integer primary key,
  received_at integer not null,
  message_id text not null,
  sender text not null,
  recipient text not null,
  subject text not null,
  text text not null,
  html text not null,
  stop_url text not null
) strict;
`;
