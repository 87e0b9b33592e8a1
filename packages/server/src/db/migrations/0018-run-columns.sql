-- What a file's columns are, so that its refused rows can be given back as it had them.
alter table run add column columns jsonb;
comment on column run.columns is 'Of a file: its columns in their order, each with its heading and what it was read as. Goes with the rows'' fields.';
