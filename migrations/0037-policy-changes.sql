-- Who set which figure of an authority's policy, when, from what to what. Added to, never changed.
create table policy_change (
  id uuid primary key,
  authority_id smallint not null references authority,
  figure text not null,
  before jsonb not null,
  after jsonb not null,
  person_id uuid not null references person,
  changed_at timestamptz not null default now()
);
create index policy_change_authority on policy_change (authority_id, changed_at);
alter table policy_change enable row level security;
create policy policy_change_authority on policy_change
  using (authority_id = any((select app.my_authorities())::smallint[]))
  with check (authority_id = any((select app.my_authorities())::smallint[]));
grant select, insert on policy_change to openpep_app;

-- Training days: in the term, but pupils do not come.
alter table calendar_term add column closed text[] not null default '{}'; -- ISO days
