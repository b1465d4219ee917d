-- An addendum makes the copies that hold it anew: its own way to the case record, filed again, beside the earlier one.
alter table delivery add column addenda integer not null default 0 check (addenda >= 0);
alter table delivery drop constraint delivery_pep_id_channel_key;
create unique index delivery_edition on delivery (pep_id, channel, addenda);
