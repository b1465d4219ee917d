-- Audit: insert-only for the app. A row carries digests of its metadata and of its salted payload, so that retention can
-- erase a payload and the chain of seals still verifies. n is the order; xid tells the sealer what may still be running.
create table audit_event (
  n bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  person_id uuid,
  role text,
  action text not null,
  outcome text not null default 'done' check (outcome in ('done', 'refused', 'not-found')),
  authority_id smallint,
  child_id uuid,
  pep_id uuid,
  ids jsonb not null default '[]',                         -- of a list: the ids shown
  reason text,                                             -- why they could: the role and fact, or the refusal
  meta_digest bytea not null,
  salt bytea not null,
  payload jsonb,                                           -- before and after
  payload_digest bytea not null,
  event_id uuid not null unique
);
create index audit_event_child on audit_event (child_id, n);
create index audit_event_ids on audit_event using gin (ids jsonb_path_ops) where ids <> '[]';
create index audit_event_xid on audit_event (xid);
alter table audit_event enable row level security;
create policy by_facts on audit_event for select using (
  (authority_id = any((select app.my_authorities())::smallint[]) and (child_id is null or child_id <> all((select app.hidden_children())::uuid[])))
  or child_id = any((select app.my_children('{full}'))::uuid[]));
create policy own_deeds on audit_event for insert with check (person_id is not distinct from app.person());
grant select, insert on audit_event to openpep_app;

create table app.seal (
  number bigint primary key,
  previous bytea not null,
  first bigint not null,
  last bigint not null,
  count integer not null,
  root bytea not null,
  signature bytea not null,
  sealed_at timestamptz not null default clock_timestamp()
);
-- Which rows a seal covers; kept apart so that an audit row itself is never updated.
create table app.sealed_event (
  n bigint primary key,
  seal_number bigint not null references app.seal,
  position integer not null
);
create index sealed_event_seal on app.sealed_event (seal_number, position);
-- Digests only: of committed rows below the oldest running transaction, in order.
create function app.unsealed_audit(most integer) returns table (n bigint, meta_digest bytea, payload_digest bytea)
language sql stable security definer set search_path = public, app, pg_temp as
$$ select e.n, e.meta_digest, e.payload_digest from audit_event e
   where e.n > coalesce((select max(last) from app.seal), 0) - 100000 and e.xid < pg_snapshot_xmin(pg_current_snapshot())
     and not exists (select from app.sealed_event s where s.n = e.n)
   order by e.n limit most $$;
create function app.newest_seal() returns table (number bigint, signature bytea)
language sql stable security definer set search_path = public, app, pg_temp as
$$ select number, signature from app.seal order by number desc limit 1 $$;
create function app.add_seal(number bigint, previous bytea, rows bigint[], root bytea, signature bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into app.seal (number, previous, first, last, count, root, signature)
    values (number, previous, rows[1], rows[cardinality(rows)], cardinality(rows), root, signature);
  insert into app.sealed_event (n, seal_number, position) select r.n, add_seal.number, r.place from unnest(rows) with ordinality r(n, place);
end $$;

-- One event, one row, one fixed Message-ID: delivered at least once, and a repeat is recognised as one.
create table outbox (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid,
  pep_id uuid,
  event_key text not null unique,
  message_id text not null unique,
  kind text not null,
  to_person uuid references person,
  to_email text,
  subject text not null,
  words text not null,
  ics text,
  made_at timestamptz not null,
  sent_at timestamptz,
  failures smallint not null default 0,
  failure text,
  read_at timestamptz
);
create index outbox_person on outbox (to_person, made_at);
create index outbox_unsent on outbox (made_at) where sent_at is null;
alter table outbox enable row level security;
create policy by_facts on outbox using (authority_id = any((select app.my_authorities())::smallint[]) or to_person = (select app.person()))
  with check (true);
grant select, insert, update on outbox to openpep_app;
-- The sender works as nobody in particular: it may only take what is unsent and say what became of it.
create function app.unsent_message(which uuid) returns table (id uuid, message_id text, email text, subject text, words text, ics text, failures smallint)
language sql security definer set search_path = public, app, pg_temp as
$$ select o.id, o.message_id, coalesce(o.to_email, p.email), o.subject, o.words, o.ics, o.failures from outbox o left join person p on p.id = o.to_person
   where o.id = which and o.sent_at is null for update of o skip locked $$;
create function app.message_sent(which uuid) returns void language sql security definer set search_path = public, app, pg_temp as
$$ update outbox set sent_at = clock_timestamp(), failure = null where id = which $$;
create function app.message_failed(which uuid, why text) returns void language sql security definer set search_path = public, app, pg_temp as
$$ update outbox set failures = failures + 1, failure = left(why, 500) where id = which $$;

create table import_run (
  id uuid primary key,
  authority_id smallint not null,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  applied boolean not null,
  report jsonb not null,
  run_by uuid not null references person,
  run_at timestamptz not null
);
create index import_run_authority on import_run (authority_id, run_at);
alter table import_run enable row level security;
create policy by_facts on import_run using (authority_id = any((select app.my_authorities())::smallint[]));
grant select, insert, update on import_run to openpep_app;
create table heading_mapping (
  authority_id smallint not null references authority,
  kind text not null,
  heading text not null,
  column_name text not null,
  primary key (authority_id, kind, heading)
);
grant select, insert, update, delete on heading_mapping to openpep_app;

-- Jobs are enqueued inside the transaction that caused them; payloads hold ids only.
create function app.enqueue(task text, payload json, key text default null, run_at timestamptz default null) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform graphile_worker.add_job(task, payload, job_key => key, job_key_mode => case when key is null then null else 'preserve_run_at' end, run_at => run_at);
end $$;
revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to openpep_app;
