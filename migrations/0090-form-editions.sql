-- What an authority's form says otherwise than the national one: rows, each one question.
-- A published edition is added and never changed: plans opened with it keep it.
create table form_edition (
  version text primary key,
  authority_id smallint not null references authority,
  number integer not null check (number > 0),
  base text not null,
  changes jsonb not null,
  what text[] not null, -- what it changed, in words, as it was shown before it was published
  published_by uuid not null references person,
  published_at timestamptz not null default now(),
  unique (authority_id, number)
);
grant select, insert on form_edition to openpep_app;

-- The one that is being written.
create table form_draft (
  authority_id smallint primary key references authority,
  base text not null,
  changes jsonb not null default '[]',
  changed_by uuid not null references person,
  changed_at timestamptz not null default now()
);
alter table form_draft enable row level security;
create policy form_draft_authority on form_draft
  using (authority_id = any((select app.my_authorities())::smallint[]))
  with check (authority_id = any((select app.my_authorities())::smallint[]));
grant select, insert, update on form_draft to openpep_app;
