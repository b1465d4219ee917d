-- Changes in a child's life that the service carries through: a move's approval, the search for a school place, the pack that
-- goes with the child, and everything stopping at once on a death or an adoption.

-- A move that disrupts year 10 or 11 needs the nominated officer's approval (Care Planning Regulations 2010, regulation 10).
-- The row is written with the move and flagged to the head until it is filled.
create table move_approval (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  enrolment_id uuid not null unique references enrolment,   -- the place that is left
  asked_on date not null,
  officer text,
  approved_on date,
  emergency boolean not null default false,
  wishes text,                                              -- what the child wants
  teacher_consulted boolean not null default false,
  iro_consulted boolean not null default false,
  filled_by uuid references person,
  filled_on date,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index move_approval_open on move_approval (authority_id) where filled_on is null;

-- Which schools were asked while there is no school place, and the weekly review of the search.
create table school_application (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  school text not null,
  setting_id uuid references setting,
  asked_on date not null,
  result text not null default 'waiting' check (result in ('waiting', 'offered', 'refused', 'appeal')),
  result_on date,
  written_by uuid not null references person,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index school_application_child on school_application (child_id);
create table place_review (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  on_date date not null,
  words text not null,
  next_on date,
  written_by uuid not null references person,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index place_review_child on place_review (child_id, on_date);

-- What the old setting hands to the new one: one file, made by a job, and who has taken it.
create table transfer_pack (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  setting_id uuid not null references setting,              -- the new setting
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  file_name text,
  sha256 text,
  size integer,
  contents jsonb not null default '[]',                     -- names of the files inside
  made_at timestamptz,
  received_by uuid references person,
  received_on date,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index transfer_pack_child on transfer_pack (child_id);

alter table move_approval enable row level security;
alter table school_application enable row level security;
alter table place_review enable row level security;
alter table transfer_pack enable row level security;
create policy by_facts on move_approval using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full}'))::uuid[]));
create policy by_facts on school_application using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full}'))::uuid[]));
create policy by_facts on place_review using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full}'))::uuid[]));
create policy by_facts on transfer_pack using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting}'))::uuid[]));
grant select, insert, update on move_approval, school_application, transfer_pack to openpep_app;
grant select, insert on place_review to openpep_app;

-- A child died or was adopted: every private link ends, and what has not gone out yet is never sent, to anybody.
create function app.stop_messages_of(child uuid) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from public.child c join public.appointment a on a.authority_id = c.authority_id
      where c.id = stop_messages_of.child and a.person_id = app.person() and a.role = 'service' and a.revoked_at is null) then return; end if;
  update app.one_time_link l set revoked_at = clock_timestamp() from public.pep p
   where p.child_id = stop_messages_of.child and l.pep_id = p.id and l.used_at is null and l.revoked_at is null;
  update app.session s set closed_at = clock_timestamp() from public.allocation a
   where a.child_id = stop_messages_of.child and a.role = 'child' and s.person_id = a.person_id and s.closed_at is null;
  update public.outbox o set to_person = null, to_email = null, failure = 'stopped: the record is closed'
   where o.child_id = stop_messages_of.child and o.sent_at is null;
end $$;
revoke execute on function app.stop_messages_of(uuid) from public;
grant execute on function app.stop_messages_of(uuid) to openpep_app;
