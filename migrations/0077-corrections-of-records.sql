-- A correction may name a record (`target:…`, `attendance`, `attainment:…`, `came:…`) as well as an answer. An answer keeps its
-- versions; of a record the words that were contested are kept here, so that both stay on record.
alter table correction add column stood text;
