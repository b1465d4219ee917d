-- The key of words that a browser keeps until they are sent: one for a person and a browser, in memory only on the page,
-- here for 24 hours after it was last given out. Signing out deletes it, and the kept words can never be read again.
create table draft_key (
  person_id uuid not null references person,
  browser uuid not null,
  key bytea not null check (length(key) = 32),
  given_at timestamptz not null,
  primary key (person_id, browser)
);
alter table draft_key enable row level security;
create policy of_person on draft_key using (person_id = (select app.person()));
grant select, insert, update, delete on draft_key to openpep_app;
