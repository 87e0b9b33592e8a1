-- What a licence's admins were told of the end of its term (SPEC TERM-4). A renewal sets the term anew and forgets it.
alter table license
  add column term_set_at timestamptz(3) not null default now(),
  add column noticed_days smallint constraint license_noticed_days_check check (noticed_days between -30 and 60);
comment on column license.term_set_at is 'When the present end was agreed: what had passed by then is not told of.';
comment on column license.noticed_days is 'The last notice of the present term: so many days before its end, negative after it; null: none yet.';

-- A removal of many people that keeps them out as well (SPEC SOURCE-6), so that its undo allows exactly those again.
alter table run add column keeps_out boolean not null default false;
comment on column run.keeps_out is 'Of a removal: whom it takes off is kept out.';
alter table exclusion add column run_id uuid;
comment on column exclusion.run_id is 'The run that keeps them out, for its undo; null where a person was kept out by name.';
