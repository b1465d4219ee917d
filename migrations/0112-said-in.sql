-- What somebody said of themselves stays in their language; an interpreter's English stands beside it.
-- Each names the version of the words that it is of: what was changed since is in no known language, and not yet interpreted.
alter table answer add column said_in text;
alter table answer add column said_in_version integer;
alter table answer add column english text;
alter table answer add column english_version integer;
alter table answer add column english_by text;             -- who interpreted, by name
alter table answer add column english_written_by uuid references person;
alter table answer add column english_at timestamptz;
