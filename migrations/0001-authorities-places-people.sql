-- Who asks, and when: every transaction sets app.person and app.today (see src/db/transaction.ts).
-- The roles openpep_owner and openpep_app belong to the cluster and are made by the launcher.
create schema if not exists app;
create extension if not exists pg_trgm;
grant usage on schema app to openpep_app;
grant usage on schema public to openpep_app;

-- After COMMIT a setting reads as '', hence nullif.
create function app.person() returns uuid language sql stable as
$$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app.today() returns date language sql stable as
$$ select nullif(current_setting('app.today', true), '')::date $$;

create table authority (
  id smallint primary key check (id between 100 and 999), -- LA code
  name text not null,
  policy jsonb not null default '{}',                      -- what differs from the default policy
  virtual_school_name text not null,
  virtual_school_email text not null,
  virtual_school_phone text,
  front_door_name text not null,                           -- where a child's safety is reported
  front_door_phone text not null,
  premium_policy_url text,
  demonstration boolean not null default false
);

create table calendar_term (
  authority_id smallint not null references authority,
  year text not null check (year ~ '^\d{4}-\d{2}$'),
  term text not null check (term in ('autumn', 'spring', 'summer')),
  starts date not null,
  half_term_starts date not null,                          -- first day of the holiday
  half_term_ends date not null,                            -- last day of the holiday
  ends date not null,
  assumed text[] not null default '{}',
  primary key (authority_id, year, term),
  check (starts < half_term_starts and half_term_starts <= half_term_ends and half_term_ends < ends)
);

create table setting (
  id uuid primary key,
  urn integer unique check (urn between 100000 and 9999999),
  ukprn integer,
  name text not null,
  name_damaged boolean not null default false,             -- already broken at its source: kept, and flagged
  town text not null default '',
  postcode text not null default '',
  la_code smallint,
  type text,
  phase text,
  low_age smallint,
  high_age smallint,
  opened date,
  closed date,
  successor_urn integer,
  search text not null default ''
);
create index setting_search on setting using gin (search gin_trgm_ops);

create table team (
  id uuid primary key,
  authority_id smallint not null references authority,
  name text not null,
  unique (authority_id, name)
);

create table person (
  id uuid primary key,
  kind text not null check (kind in ('professional', 'family', 'service')),
  name text not null,
  email text unique check (email = lower(email)),
  phone text,
  demo_word text unique,
  undeliverable_since timestamptz,
  ended_at timestamptz
);

-- An appointment gives a role: over an authority, at a setting for an authority, or of a team. Half-open [starts, ends).
create table appointment (
  id uuid primary key,
  person_id uuid not null references person,
  role text not null check (role in ('administrator', 'virtual-school-head', 'adviser', 'designated-teacher', 'delegate',
    'social-worker', 'team-manager', 'carer', 'parent', 'child', 'iro', 'invited-professional', 'service')),
  authority_id smallint not null references authority,
  setting_id uuid references setting,
  team_id uuid references team,
  starts date not null,
  ends date,
  revoked_at timestamptz,
  check ((role = 'designated-teacher') = (setting_id is not null))
);
create index appointment_person on appointment (person_id);
create index appointment_setting on appointment (setting_id, authority_id) where setting_id is not null;
create index appointment_team on appointment (team_id) where team_id is not null;
create index appointment_authority on appointment (authority_id, role);

-- A cover does all that the absent person does, between the dates.
create table stand_in (
  id uuid primary key,
  authority_id smallint not null references authority,
  absent_person_id uuid not null references person,
  cover_person_id uuid not null references person,
  named_by uuid not null references person,
  starts date not null,
  ends date,
  revoked_at timestamptz
);
create index stand_in_cover on stand_in (cover_person_id);

create table setting_contact (
  authority_id smallint not null references authority,
  setting_id uuid not null references setting,
  safeguarding_name text,
  safeguarding_phone text,
  escalation_email text,
  primary key (authority_id, setting_id)
);

-- What signing in needs. The app has no right on these tables: only the named functions below read and write them.
create table app.credential (
  person_id uuid primary key references public.person,
  password_hash text,
  totp_secret text,
  totp_last_step bigint
);
create table app.session (
  token_hash bytea primary key,
  person_id uuid not null references public.person,
  opened_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  confined_to text,                                        -- hand-over to the child: nothing but this path opens
  closed_at timestamptz
);
create index session_person on app.session (person_id) where closed_at is null;
create table app.one_time_link (
  token_hash bytea primary key,
  person_id uuid not null references public.person,
  purpose text not null check (purpose in ('sign-in', 'views', 'second-factor', 'invitation')),
  pep_id uuid,
  detail jsonb not null default '{}',
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index one_time_link_person on app.one_time_link (person_id);
create table app.attempt (
  kind text not null,
  subject text not null,                                   -- a digest of the account or the address, never the thing itself
  at timestamptz not null default clock_timestamp()
);
create index attempt_subject on app.attempt (kind, subject, at);

create function app.person_for_sign_in(wanted_email text)
returns table (person_id uuid, password_hash text, totp_secret text, totp_last_step bigint)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select p.id, c.password_hash, c.totp_secret, c.totp_last_step from public.person p left join app.credential c on c.person_id = p.id
   where p.email = lower(wanted_email) and p.ended_at is null and p.kind <> 'service' $$;
create function app.set_credential(who uuid, new_password_hash text, new_totp_secret text) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.credential (person_id, password_hash, totp_secret) values (who, new_password_hash, new_totp_secret)
   on conflict (person_id) do update set password_hash = coalesce(excluded.password_hash, app.credential.password_hash),
     totp_secret = coalesce(excluded.totp_secret, app.credential.totp_secret) $$;
-- A code counts once: false where this or a later step was already used.
create function app.use_totp_step(who uuid, step bigint) returns boolean
language sql security definer set search_path = app, public, pg_temp as
$$ with used as (update app.credential set totp_last_step = step
     where person_id = who and (totp_last_step is null or totp_last_step < step) returning 1) select exists(select from used) $$;
create function app.open_session(hash bytea, who uuid) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.session (token_hash, person_id) values (hash, who) $$;
-- Idle 30 minutes, 12 hours at most; seen_at moves at most once a minute, so that a page is seldom a write.
create function app.session_person(hash bytea) returns table (person_id uuid, confined_to text, opened_at timestamptz)
language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  return query select s.person_id, s.confined_to, s.opened_at from app.session s join public.person p on p.id = s.person_id
    where s.token_hash = hash and s.closed_at is null and p.ended_at is null
      and s.seen_at > clock_timestamp() - interval '30 minutes' and s.opened_at > clock_timestamp() - interval '12 hours';
  if found then
    update app.session s set seen_at = clock_timestamp() where s.token_hash = hash and s.seen_at < clock_timestamp() - interval '1 minute';
  end if;
end $$;
create function app.confine_session(hash bytea, path text) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ update app.session set confined_to = path where token_hash = hash $$;
create function app.close_session(hash bytea) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ update app.session set closed_at = clock_timestamp() where token_hash = hash $$;
create function app.close_sessions_of(who uuid) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ update app.session set closed_at = clock_timestamp() where person_id = who and closed_at is null $$;
create function app.make_link(hash bytea, who uuid, why text, pep uuid, what jsonb, until timestamptz) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.one_time_link (token_hash, person_id, purpose, pep_id, detail, expires_at) values (hash, who, why, pep, what, until) $$;
create function app.link(hash bytea) returns table (person_id uuid, purpose text, pep_id uuid, detail jsonb, state text)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select person_id, purpose, pep_id, detail, case when revoked_at is not null then 'revoked' when used_at is not null then 'used'
     when expires_at <= clock_timestamp() then 'expired' else 'good' end from app.one_time_link where token_hash = hash $$;
-- Consumes a link; false where it was not good any more.
create function app.use_link(hash bytea) returns boolean
language sql security definer set search_path = app, public, pg_temp as
$$ with used as (update app.one_time_link set used_at = clock_timestamp() where token_hash = hash and used_at is null
     and revoked_at is null and expires_at > clock_timestamp() returning 1) select exists(select from used) $$;
create function app.revoke_links(who uuid, pep uuid) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ update app.one_time_link set revoked_at = clock_timestamp()
   where person_id = who and (pep is null or pep_id = pep) and revoked_at is null and used_at is null $$;
-- Counts this attempt and says how many there were within the period, this one included.
create function app.count_attempt(what text, whose text, period interval) returns integer
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.attempt (kind, subject) values (what, whose);
   select count(*)::int from app.attempt where kind = what and subject = whose and at > clock_timestamp() - period $$;

grant select, insert, update on authority, calendar_term, setting, team, person, appointment, stand_in, setting_contact to openpep_app;
grant delete on calendar_term to openpep_app;
