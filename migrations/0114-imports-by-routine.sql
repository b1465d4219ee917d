-- What an authority's folder of imports does by itself, kind by kind. Without a row: looked at each hour, tried, and a person is asked.
create table import_routine (
  authority_id smallint not null references authority,
  kind text not null,
  applies boolean not null default false,
  most_changed smallint not null default 10 check (most_changed between 0 and 100),
  at_hour smallint check (at_hour between 0 and 23),       -- null: each hour
  primary key (authority_id, kind)
);
alter table import_routine enable row level security;
create policy read_routine on import_routine for select using (authority_id = any((select app.my_authorities())::smallint[]));
create policy add_routine on import_routine for insert with check (authority_id = any((select app.administered())::smallint[]));
create policy change_routine on import_routine for update using (authority_id = any((select app.administered())::smallint[]));
grant select, insert, update on import_routine to openpep_app;

-- A file of the folder is taken once: by its content, in the transaction of what came of it.
alter table import_run add column folder_sha256 text;
create unique index import_run_folder on import_run (authority_id, kind, folder_sha256) where folder_sha256 is not null;
