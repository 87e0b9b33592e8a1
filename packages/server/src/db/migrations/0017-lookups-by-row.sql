-- A portion of a run looks thousands of people up, one by one. While the tables are being filled nobody has counted them
-- yet, and to the planner every index that begins with the licence is as good as the one that names the row: it may
-- read the whole licence for each person. So what is looked up by has indexes that begin with it, and what is listed
-- has others. Locks are short: these tables grow with the runs that this migration comes with.
alter table member_source drop constraint member_source_district_id_license_id_member_id_fkey;
alter table member drop constraint member_pkey;
-- squawk-ignore adding-serial-primary-key-field, constraint-missing-not-valid
alter table member add constraint member_pkey primary key (id, district_id, license_id);
alter table member_source add constraint member_source_member_fkey
  foreign key (district_id, license_id, member_id) references member (district_id, license_id, id) not valid;
alter table member_source drop constraint member_source_pkey;
-- squawk-ignore adding-serial-primary-key-field, constraint-missing-not-valid
alter table member_source add constraint member_source_pkey primary key (member_id, id, district_id, license_id);

-- squawk-ignore require-concurrent-index-deletion
drop index member_live_email;
-- squawk-ignore require-concurrent-index-creation
create unique index member_live_email on member (email, district_id, license_id) where ended_at is null;
-- The order of the list by address.
-- squawk-ignore require-concurrent-index-creation
create index member_email on member (district_id, license_id, email) where ended_at is null;
-- Who waits for an address is found by it.
-- squawk-ignore require-concurrent-index-deletion
drop index member_waiting;
-- squawk-ignore require-concurrent-index-deletion
drop index member_ended_email;
-- squawk-ignore require-concurrent-index-creation
create index member_ended_email on member (email, district_id, license_id, ended_at desc) where ended_at is not null;
-- squawk-ignore require-concurrent-index-deletion
drop index member_source_live;
-- squawk-ignore require-concurrent-index-creation
create unique index member_source_live on member_source (member_id, kind, reference, district_id, license_id)
  where ended_at is null;
-- Whoever asks for a kind shows by it that this condition holds; a lookup of one person's sources does not, and keeps away.
-- squawk-ignore require-concurrent-index-deletion
drop index member_source_kind;
-- squawk-ignore require-concurrent-index-creation
create index member_source_kind on member_source (district_id, license_id, kind) where ended_at is null and kind <> '';

-- Row security is the net and not the filter: every query names its licence itself. Written so that no index answers to
-- the net either, or it would be the one that a lookup is planned by.
alter policy district_scope on member
  using ((district_id = nullif(current_setting('app.district', true), '')::uuid) is true)
  with check ((district_id = nullif(current_setting('app.district', true), '')::uuid) is true);
alter policy district_scope on member_source
  using ((district_id = nullif(current_setting('app.district', true), '')::uuid) is true)
  with check ((district_id = nullif(current_setting('app.district', true), '')::uuid) is true);
