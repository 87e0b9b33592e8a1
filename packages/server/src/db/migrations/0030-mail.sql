-- Mail to invited people and to admins: what is to be sent, and what became of it. No text is kept: it is written when it
-- is sent, from the rows of that moment.
alter table district
  add column mail_since timestamptz(3),
  add column student_mail_since timestamptz(3);
alter table district add constraint district_student_mail_check
  check (student_mail_since is null or mail_since is not null) not valid;
comment on column district.mail_since is 'Since when staff get mail; null: no mail leaves. What happened before is never mailed.';
comment on column district.student_mail_since is 'Since when students get mail too; null: they get none.';

alter table domain_log add column mail text constraint domain_log_mail_check check (mail in ('off', 'staff', 'everybody'));
comment on column domain_log.mail is 'Who gets mail from then on.';
alter table domain_log drop constraint domain_log_action_check;
alter table domain_log add constraint domain_log_action_check check (action in (
  'added', 'verified', 'missing', 'lost', 'found_again', 'given_up', 'removed', 'setting_changed',
  'switched_on', 'switched_off', 'license_domains_changed', 'mail_changed'
)) not valid;

alter table member
  add column mail_state text constraint member_mail_state_check
    check (mail_state in ('sent', 'no_such_address', 'refused', 'given_up', 'unsubscribed')),
  add column mail_at timestamptz(3);
comment on column member.mail_state is 'What became of the latest mail about this membership; null: none was tried.';
comment on column member.mail_at is 'When. A district is told the day.';

create table mail (
  district_id uuid not null,
  license_id uuid not null,
  id uuid not null default new_id(),
  kind text not null check (kind in ('invitation', 'reminder', 'term_notice')),
  member_id uuid,
  armed_at timestamptz(3),
  admin_email text collate "C",
  days integer check (days >= 0),
  state text not null default 'queued' check (state in (
    'queued', 'sending', 'sent', 'no_such_address', 'refused', 'given_up',
    'answered_first', 'not_open', 'switched_off', 'unsubscribed'
  )),
  tries integer not null default 0 check (tries >= 0),
  reply text check (length(reply) <= 40),
  created_at timestamptz(3) not null default now(),
  due_at timestamptz(3),
  ended_at timestamptz(3),
  told_at timestamptz(3),
  token_hash bytea,
  primary key (district_id, license_id, id),
  foreign key (district_id, license_id, member_id) references member (district_id, license_id, id) on delete cascade,
  foreign key (district_id, license_id, admin_email)
    references license_admin (district_id, license_id, email) on delete cascade,
  check (num_nonnulls(member_id, admin_email) = 1),
  check ((member_id is null) = (armed_at is null)),
  check ((due_at is null) = (ended_at is not null)),
  check ((state in ('queued', 'sending')) = (ended_at is null))
);
comment on column mail.armed_at is 'Which arming of the pop-up it stands in for: one mail for each.';
comment on column mail.admin_email is 'Of a notice: the admin of the licence that it is for.';
comment on column mail.days is 'Of a notice: how many days the term has left.';
comment on column mail.state is
  'answered_first: the person had seen, closed or answered the invite in the app. not_open: nothing is left to invite to.';
comment on column mail.tries is 'Counts the attempts, and so fences them: what an earlier one still wants to write is refused.';
comment on column mail.reply is 'The code of the last answer: of SMTP, or of the connection. Never its text, which holds the address.';
comment on column mail.due_at is 'When it is to be sent; while it is being sent, until when that counts as under way.';
comment on column mail.told_at is 'When what became of it was written to the person''s row; null: not yet.';
comment on column mail.token_hash is 'SHA-256 of the token with which its reader stops further mail.';
create unique index mail_arming on mail (district_id, license_id, member_id, armed_at) where member_id is not null;
create index mail_due on mail (due_at) where due_at is not null;
create index mail_untold on mail (district_id, license_id) where told_at is null and ended_at is not null;
create index mail_token on mail (token_hash) where token_hash is not null;

-- Derived from the events like what is searched: no foreign key, whose check would take the licence's lock.
create table mail_position (
  district_id uuid not null,
  license_id uuid not null,
  seq bigint not null,
  primary key (district_id, license_id)
);
comment on column mail_position.seq is 'Mail for the events up to this one is queued.';

create table mail_stop (
  district_id uuid not null references district (id),
  email text collate "C" not null,
  stopped_at timestamptz(3) not null default now(),
  primary key (district_id, email)
);
comment on table mail_stop is 'Addresses whose readers want no more mail about this district''s licences.';

alter table mail enable row level security;
alter table mail force row level security;
create policy district_scope on mail to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on mail to rollcall_system using (true) with check (true);
create policy definer_reads on mail for select to rollcall_definer using (true);

alter table mail_position enable row level security;
alter table mail_position force row level security;
create policy system_scope on mail_position to rollcall_system using (true) with check (true);

alter table mail_stop enable row level security;
alter table mail_stop force row level security;
create policy district_scope on mail_stop to rollcall_app
  using (district_id = nullif(current_setting('app.district', true), '')::uuid)
  with check (district_id = nullif(current_setting('app.district', true), '')::uuid);
create policy system_scope on mail_stop to rollcall_system using (true) with check (true);

grant select, insert on mail to rollcall_app;
grant select, insert, update, delete on mail to rollcall_system;
grant select, insert, update, delete on mail_position to rollcall_system;
grant select, insert, delete on mail_stop to rollcall_app;
grant select on mail_stop to rollcall_system;
grant select on mail to rollcall_definer;

-- Whose mail a token came with: nobody is signed in who reads their mail.
create function find_mail_of_token(presented_hash bytea)
returns table (district_id uuid, license_id uuid, mail_id uuid)
language sql stable security definer set search_path = pg_catalog, public
as $$ select m.district_id, m.license_id, m.id from public.mail m where m.token_hash = presented_hash limit 1 $$;

do $$
declare
  signature regprocedure := 'find_mail_of_token(bytea)'::regprocedure;
begin
  grant create on schema public to rollcall_definer;
  execute format('revoke all on function %s from public', signature);
  execute format('grant execute on function %s to rollcall_app, rollcall_system', signature);
  execute format('alter function %s owner to rollcall_definer', signature);
  revoke create on schema public from rollcall_definer;
end
$$;
