-- One's own sessions, by the browser in plain words; the browsers that a person has signed in with; and when they last proved
-- who they are, which exports and permissions ask for. Where somebody was is not kept.
alter table app.session add column id uuid not null default gen_random_uuid();
alter table app.session add column browser text not null default '';
alter table app.session add column proved_at timestamptz;  -- null: opened without proof, as when a child gives the device back
update app.session set proved_at = opened_at where confined_to is null;
create unique index session_id on app.session (id);

create table app.known_browser (
  person_id uuid not null references public.person,
  token_hash bytea not null,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (person_id, token_hash)
);

create function app.begin_session(hash bytea, who uuid, named text, proved boolean) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.session (token_hash, person_id, browser, proved_at) values (hash, who, named, case when proved then clock_timestamp() end) $$;

-- True where this person has signed in before, and never with this browser. It is known from now on.
create function app.is_new_browser(who uuid, hash bytea) returns boolean
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare others boolean; known boolean;
begin
  select coalesce(bool_or(true), false), coalesce(bool_or(token_hash = hash), false) into others, known
    from app.known_browser where person_id = who;
  insert into app.known_browser (person_id, token_hash) values (who, hash)
    on conflict (person_id, token_hash) do update set seen_at = clock_timestamp();
  return others and not known;
end $$;

create function app.my_sessions(hash bytea) returns table (id uuid, browser text, opened_at timestamptz, seen_at timestamptz, this boolean)
language sql stable security definer set search_path = app, public, pg_temp as $$
  select s.id, s.browser, s.opened_at, s.seen_at, s.token_hash = hash from app.session s
   where s.person_id = app.person() and s.closed_at is null and s.confined_to is null
     and s.seen_at > clock_timestamp() - interval '30 minutes' and s.opened_at > clock_timestamp() - interval '12 hours'
   order by s.token_hash = hash desc, s.seen_at desc
$$;
-- Ends one of one's own sessions; all but the one of this digest where none is named. How many were ended.
create function app.end_my_sessions(which uuid, hash bytea) returns integer
language sql security definer set search_path = app, public, pg_temp as $$
  with ended as (update app.session s set closed_at = clock_timestamp()
    where s.person_id = app.person() and s.closed_at is null and case when which is null then s.token_hash <> hash else s.id = which end
    returning 1) select count(*)::int from ended
$$;

drop function app.session_person(bytea);
create function app.session_person(hash bytea) returns table (person_id uuid, confined_to text, opened_at timestamptz, proved_at timestamptz)
language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  return query select s.person_id, s.confined_to, s.opened_at, s.proved_at from app.session s join public.person p on p.id = s.person_id
    where s.token_hash = hash and s.closed_at is null and p.ended_at is null
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.opened_at > clock_timestamp() - interval '12 hours';
  if found and coalesce(current_setting('app.glance', true), '') <> 'yes' then
    update app.session s set seen_at = clock_timestamp() where s.token_hash = hash and s.seen_at < clock_timestamp() - interval '1 minute';
  end if;
end $$;
create or replace function app.enter(hash bytea, day date) returns jsonb language plpgsql security definer set search_path = public, app, pg_temp as $$
declare opened record; who jsonb;
begin
  perform set_config('app.today', day::text, true);
  select s.person_id, s.confined_to, s.proved_at into opened from app.session_person(hash) s;
  perform set_config('app.person', coalesce(opened.person_id::text, ''), true);
  if opened.person_id is null then return null; end if;
  who := app.whoami();
  return jsonb_build_object('person', opened.person_id, 'confinedTo', opened.confined_to, 'provedAt', opened.proved_at, 'who', who, 'help', (
    select jsonb_build_object('virtual_school_name', a.virtual_school_name, 'virtual_school_email', a.virtual_school_email,
             'virtual_school_phone', a.virtual_school_phone, 'front_door_name', a.front_door_name, 'front_door_phone', a.front_door_phone)
      from authority a where a.id = (who->'authorityIds'->>0)::smallint));
end $$;
-- Browsers that were not used for a year are forgotten, and the journal of attempts, links and sessions as before.
create or replace function app.forget_old_sign_ins() returns void language sql security definer set search_path = app, public, pg_temp as $$
  delete from app.attempt where at < clock_timestamp() - interval '30 days';
  delete from app.one_time_link where expires_at < clock_timestamp() - interval '30 days';
  delete from app.session where opened_at < clock_timestamp() - interval '30 days';
  delete from app.known_browser where seen_at < clock_timestamp() - interval '1 year';
$$;

revoke execute on function app.session_person(bytea), app.begin_session(bytea, uuid, text, boolean), app.is_new_browser(uuid, bytea),
  app.my_sessions(bytea), app.end_my_sessions(uuid, bytea) from public;
grant execute on function app.session_person(bytea), app.begin_session(bytea, uuid, text, boolean), app.is_new_browser(uuid, bytea),
  app.my_sessions(bytea), app.end_my_sessions(uuid, bytea) to openpep_app;
