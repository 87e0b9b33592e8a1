-- A function with a setting of its own is called, one without is inlined into the statement that asks, as the relay
-- does for each invite. This one runs with the rights of whoever asks, and spells its tables with their schema.
alter function inbox_of(uuid[]) reset all;

-- Event and audit row are written by one statement, at whose end the key holds. Left to the commit, the check would
-- lengthen the one moment in which everybody else waits for the licence.
alter table audit alter constraint audit_district_id_license_id_seq_fkey not deferrable;
