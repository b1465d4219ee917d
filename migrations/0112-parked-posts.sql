-- What somebody posted after their session had ended: sealed by the service's secret, theirs alone, for 24 hours. Whose it is
-- the ended session says, which is known by its token and by nothing else.
create table parked_post (
  id uuid primary key,
  person_id uuid not null references person,
  sealed bytea not null check (length(sealed) <= 2000000),
  parked_at timestamptz not null default clock_timestamp()
);
create index parked_post_person on parked_post (person_id, parked_at);
alter table parked_post enable row level security;
create policy of_person on parked_post using (person_id = (select app.person()));
grant select, delete on parked_post to openpep_app;

-- Of a child's own session (handed over, or by a private link) nothing is parked: it is somebody else's browser.
-- The newest twenty of a person are kept.
create function app.park_post(hash bytea, post uuid, sealed bytea) returns boolean
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare owner uuid;
begin
  select s.person_id into owner from app.session s where s.token_hash = hash and s.confined_to is null;
  if owner is null then return false; end if;
  insert into parked_post (id, person_id, sealed) values (post, owner, sealed);
  delete from parked_post p where p.person_id = owner
    and p.id not in (select n.id from parked_post n where n.person_id = owner order by n.parked_at desc limit 20);
  return true;
end $$;
revoke execute on function app.park_post(bytea, uuid, bytea) from public;
grant execute on function app.park_post(bytea, uuid, bytea) to openpep_app;

create or replace function app.forget_old_sign_ins() returns void language sql security definer set search_path = app, public, pg_temp as $$
  delete from app.attempt where at < clock_timestamp() - interval '30 days';
  delete from app.one_time_link where expires_at < clock_timestamp() - interval '30 days';
  delete from app.session where opened_at < clock_timestamp() - interval '30 days';
  delete from app.known_browser where seen_at < clock_timestamp() - interval '1 year';
  delete from public.parked_post where parked_at < clock_timestamp() - interval '24 hours';
$$;
