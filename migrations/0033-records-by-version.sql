-- A typed record is saved on the version it was read at: whoever comes second is told whose version they met, and when.
alter table premium_line add column written_by uuid references person, add column written_at timestamptz;
alter table target_review add column written_at timestamptz;
alter table attendance_summary add column written_at timestamptz;
alter table attainment add column written_by uuid references person, add column written_at timestamptz;

-- The version is now a digest of what stands in the record.
alter table target drop column version;

-- Progress since last term (primary), and the test and day of a score that has them (a reading age).
alter table attainment add column progress text, add column test text not null default '', add column tested_on date;
