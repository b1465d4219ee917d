-- What an administrator has said of a child in a file who may be here already: the same child, or another. Known by the number
-- that the file gives, so that the same file, or the next one, does not ask again.
create table match_decision (
  authority_id smallint not null,
  care_system_id text not null,
  child_id uuid not null,
  same boolean not null,
  decided_by uuid not null references person,
  primary key (authority_id, care_system_id, child_id),
  foreign key (authority_id, child_id) references child (authority_id, id)
);
alter table match_decision enable row level security;
create policy by_facts on match_decision using (
  authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]));
grant select, insert, update on match_decision to openpep_app;
