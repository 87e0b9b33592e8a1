-- Each registration signs with a key of its own. With one for all, whoever registers a system that calls itself by another
-- one's client and token address would be given that one's class lists.
alter table tool_key add column platform_id uuid;
comment on table tool_key is 'RSA key pairs of registrations. The private half is encrypted; a retired one is still published for a while.';
comment on column tool_key.platform_id is 'The registration that it signs for, and no other; null of keys from before each had its own, which sign nothing.';
-- A key or two of each registration: the index is built in one look.
-- squawk-ignore require-concurrent-index-creation
create index tool_key_platform on tool_key (platform_id, made_at);
