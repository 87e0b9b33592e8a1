-- What the columns hold, as it is.
comment on column run_batch.emails is 'Canonical; null where what stands there is no address. A row that is refused for something else has its address.';
comment on column run_batch.seq is 'The number of the portion''s event; null until the portion is applied, also where it then changed nobody.';
