-- Good targets to look at while one writes: what a Virtual School says otherwise than the ones that come with the service.
-- Written for every school; nobody's child is in them.
create table target_exemplar (
  authority_id smallint not null references authority,
  key text not null,
  area text not null,
  phase text, -- null: every phase that has the area
  baseline text not null,
  words text not null,
  hidden boolean not null default false,
  changed_by uuid not null references person,
  changed_at timestamptz not null default now(),
  primary key (authority_id, key)
);
grant select, insert, update on target_exemplar to openpep_app;
