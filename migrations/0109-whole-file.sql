-- One child's whole file, for who has a right to it (UK GDPR, article 15): who asked for it and why, and the file that a job made.
create table whole_file (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  reason text not null,
  file_name text,
  sha256 text,
  size integer,
  contents jsonb not null default '[]',                     -- names of the files inside
  made_at timestamptz,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index whole_file_child on whole_file (child_id);
alter table whole_file enable row level security;
create policy by_facts on whole_file using (
  authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]));
grant select, insert, update on whole_file to openpep_app;

-- Which columns name a person, a school or a plan: read from the catalogue, so that a new one is told by its name too.
create function app.columns_of_child_tables() returns table (table_name text, column_name text, type text, names text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.relname::text, a.attname::text, format_type(a.atttypid, null),
         (select k.confrelid::regclass::text from pg_constraint k
           where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     and (c.relname = 'child' or exists (select from pg_attribute h where h.attrelid = c.oid and h.attname = 'child_id' and not h.attisdropped))
$$;
revoke execute on function app.columns_of_child_tables() from public;
grant execute on function app.columns_of_child_tables() to openpep_app;
