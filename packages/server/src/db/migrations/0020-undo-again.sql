-- An undo that was stopped has not undone everything: it may be begun again.
-- squawk-ignore require-concurrent-index-deletion
drop index run_undone_once;
-- squawk-ignore require-concurrent-index-creation
create unique index run_undone_once on run (district_id, license_id, undoes)
  where undoes is not null and state not in ('discarded', 'failed', 'cancelled');
