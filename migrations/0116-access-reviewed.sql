-- When an account was last used, that it sleeps after long disuse, and each term's review of who has access.
create table app.account (
  person_id uuid primary key references public.person,
  signed_in_on date,
  warned_on date,
  suspended_on date
);
insert into app.account (person_id, signed_in_on)
select person_id, max(seen_at)::date from (
  select person_id, opened_at as seen_at from app.session where confined_to is null
  union all select person_id, seen_at from app.known_browser) s group by person_id;

create function app.is_suspended(who uuid) returns boolean language sql stable security definer set search_path = app, public, pg_temp as
$$ select exists (select from app.account where person_id = who and suspended_on is not null) $$;

-- A sleeping account opens no session: whoever lets its person in wakes it first.
create or replace function app.begin_session(hash bytea, who uuid, named text, proved boolean) returns void
language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  if app.is_suspended(who) then raise exception 'this account is suspended'; end if;
  insert into app.session (token_hash, person_id, browser, proved_at) values (hash, who, named, case when proved then clock_timestamp() end);
  if proved and app.today() is not null then
    insert into app.account as a (person_id, signed_in_on) values (who, app.today())
      on conflict (person_id) do update set signed_in_on = greatest(a.signed_in_on, excluded.signed_in_on), warned_on = null;
  end if;
end $$;
-- By the link that was sent to their address, before anybody is signed in. True where it slept.
create function app.wake_account(who uuid) returns boolean language sql security definer set search_path = app, public, pg_temp as $$
  with woken as (update app.account set suspended_on = null, warned_on = null, signed_in_on = app.today()
    where person_id = who and suspended_on is not null returning 1) select exists (select from woken)
$$;
-- The calendar of somebody whose account sleeps is not read either.
create or replace function app.feed_person(digest bytea) returns uuid language sql stable security definer set search_path = public, app, pg_temp as
$$ select f.person_id from app.calendar_feed f join public.person p on p.id = f.person_id
    where f.digest = feed_person.digest and p.ended_at is null and not app.is_suspended(p.id) $$;

-- Those who work for an authority that I administer: what is needed to judge whether their account sleeps.
create function app.accounts_of(authority smallint)
returns table (person_id uuid, used_on date, warned_on date, suspended_on date, signed_in_on date, authorities smallint[])
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare day date := app.today();
begin
  if not accounts_of.authority = any(app.administered()) then return; end if;
  return query select p.id, greatest(c.signed_in_on, max(a.starts)), c.warned_on, c.suspended_on, c.signed_in_on, array_agg(distinct a.authority_id)
    from person p join appointment a on a.person_id = p.id and a.role <> 'service' and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    left join app.account c on c.person_id = p.id
   where p.kind = 'professional' and p.ended_at is null
   group by p.id, c.signed_in_on, c.warned_on, c.suspended_on
  having accounts_of.authority = any(array_agg(a.authority_id));
end $$;
-- Whether somebody works for an authority that I administer.
create function app.administers(who uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from appointment a where a.person_id = who and a.authority_id = any(app.administered())
    and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today()))
$$;
create function app.warn_account(who uuid) returns void language sql security definer set search_path = app, public, pg_temp as $$
  insert into app.account (person_id, warned_on) select who, app.today() where app.administers(who)
    on conflict (person_id) do update set warned_on = excluded.warned_on
$$;
create function app.suspend_account(who uuid) returns void language sql security definer set search_path = app, public, pg_temp as $$
  with slept as (update app.account set suspended_on = app.today() where person_id = who and suspended_on is null and app.administers(who) returning 1)
  update app.session set closed_at = clock_timestamp() where person_id = who and closed_at is null and exists (select from slept)
$$;
-- An administrator lets them in again: the days are counted anew. True where it slept.
create function app.readmit(who uuid) returns boolean language sql security definer set search_path = app, public, pg_temp as $$
  with woken as (update app.account set suspended_on = null, warned_on = app.today()
    where person_id = who and suspended_on is not null and app.administers(who) returning 1) select exists (select from woken)
$$;
create function app.suspended_people() returns uuid[] language sql stable security definer set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(person_id), '{}') from app.account where suspended_on is not null $$;

-- Whom somebody reaches among the children of one authority on a day, by the very rules of rows. For whoever works there, to
-- count by: what a change would open is said before it is made.
create function app.reach_in(who uuid, authority smallint, day date) returns uuid[] language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me text := current_setting('app.person', true); asked_on text := current_setting('app.today', true); found uuid[];
begin
  if not exists (select from appointment a where a.person_id = app.person() and a.authority_id = reach_in.authority
      and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())) then return '{}'; end if;
  perform set_config('app.person', coalesce(who::text, ''), true), set_config('app.today', day::text, true);
  found := array(select c.id from child c where c.id = any(app.children_i_see()) and c.authority_id = reach_in.authority);
  perform set_config('app.person', me, true), set_config('app.today', asked_on, true);
  return found;
end $$;

create table access_review (
  id uuid primary key,
  authority_id smallint not null references authority,
  year text not null,
  term text not null check (term in ('autumn', 'spring', 'summer')),
  opened_on date not null,
  due date not null,
  told text[] not null default '{}',                       -- rungs of the reminders' ladder that have been given
  finished_on date,
  unique (authority_id, year, term)
);
create table access_answer (
  review_id uuid not null references access_review,
  authority_id smallint not null,
  person_id uuid not null references person,
  outcome text not null check (outcome in ('kept', 'ended')),
  answered_by uuid not null references person,
  answered_at timestamptz not null,
  primary key (review_id, person_id)
);
alter table access_review enable row level security;
create policy by_post on access_review using (authority_id = any((select app.administered())::smallint[]));
grant select, insert, update on access_review to openpep_app;
alter table access_answer enable row level security;
create policy by_post on access_answer using (authority_id = any((select app.administered())::smallint[]));
grant select, insert on access_answer to openpep_app;

-- Everybody whose access began before the review and goes on, with what they were given; a section of a plan counts as well.
create function app.reviewed_people(review uuid) returns table (person_id uuid, roles text[], places text[], signed_in_on date, suspended_on date)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare day date := app.today(); since date; authority smallint;
begin
  select r.authority_id, r.opened_on into authority, since from access_review r where r.id = review and r.authority_id = any(app.administered());
  if authority is null then return; end if;
  return query with held as (
    select a.person_id, a.role, coalesce(s.name, t.name) as place from appointment a
      left join setting s on s.id = a.setting_id left join team t on t.id = a.team_id
     where a.authority_id = authority and a.role <> 'service' and a.revoked_at is null and a.starts <= since and a.starts <= day and (a.ends is null or a.ends > day)
    union select g.person_id, g.role, null from section_grant g join pep on pep.id = g.pep_id
     where g.authority_id = authority and g.revoked_at is null and g.starts <= since and g.starts <= day and (g.ends is null or g.ends > day)
       and pep.state not in ('signed-off', 'not-required'))
  select h.person_id, array_agg(distinct h.role order by h.role), array_remove(array_agg(distinct h.place order by h.place), null), c.signed_in_on, c.suspended_on
    from held h join person p on p.id = h.person_id and p.kind = 'professional' and p.ended_at is null left join app.account c on c.person_id = p.id
   group by h.person_id, c.signed_in_on, c.suspended_on;
end $$;

-- What somebody was asked to do without a post: sections of plans, and standing in. It ends the same minute, of restricted children too.
create function app.end_helping(who uuid, authority smallint) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update section_grant g set revoked_at = clock_timestamp() where g.person_id = who and g.authority_id = end_helping.authority and g.revoked_at is null
    and g.authority_id = any(app.administered());
  update stand_in s set revoked_at = clock_timestamp() where s.cover_person_id = who and s.authority_id = end_helping.authority and s.revoked_at is null
    and s.authority_id = any(app.administered())
$$;

-- As before, but whoever's account sleeps does nobody's work; and two rows more: who sleeps, and whose access is to be reviewed.
create or replace function app.missing_records(authority smallint) returns table (kind text, number integer)
language plpgsql stable security definer rows 8 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare day date := app.today(); hidden uuid[] := app.hidden_children(); asleep uuid[] := app.suspended_people(); review uuid;
begin
  if not missing_records.authority = any(app.my_authorities()) then return; end if;
  select r.id into review from access_review r where r.authority_id = missing_records.authority and r.finished_on is null order by r.opened_on desc limit 1;
  return query with cared as materialized (select distinct c.child_id from care_period c
       join child k on k.id = c.child_id join public.authority o on o.id = missing_records.authority
      where c.authority_id = missing_records.authority and not c.short_break and c.starts <= day and (c.ends is null or c.ends > day)
        and k.date_of_birth <= day - make_interval(years => coalesce((o.policy->'ages'->>'from')::int, 2)) and k.date_of_birth > day - interval '18 years'
        and c.child_id <> all(hidden)),
    held as (select a.child_id, a.role from allocation a where a.authority_id = missing_records.authority and a.role in ('adviser', 'social-worker')
      and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day) and a.person_id <> all(asleep))
  select 'adviser', count(*)::int from cared c where not exists (select from held h where h.child_id = c.child_id and h.role = 'adviser')
  union all select 'social-worker', count(*)::int from cared c where not exists (select from held h where h.child_id = c.child_id and h.role = 'social-worker')
  union all select 'setting', count(*)::int from cared c where not exists (select from enrolment e where e.child_id = c.child_id and e.main
      and e.starts <= day and (e.ends is null or e.ends > day))
  union all select 'teacher', count(distinct e.setting_id)::int from cared c join enrolment e on e.child_id = c.child_id and e.main
      and e.starts <= day and (e.ends is null or e.ends > day)
     where not exists (select from appointment d where d.setting_id = e.setting_id and d.authority_id = missing_records.authority and d.role = 'designated-teacher'
      and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day) and d.person_id <> all(asleep))
  union all select 'contact', count(distinct e.setting_id)::int from cared c join enrolment e on e.child_id = c.child_id and e.main
      and e.starts <= day and (e.ends is null or e.ends > day)
     where not exists (select from setting_contact k where k.setting_id = e.setting_id and k.authority_id = missing_records.authority and k.escalation_email is not null)
  union all select 'undelivered', count(distinct p.id)::int from person p join appointment a on a.person_id = p.id and a.authority_id = missing_records.authority
      and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     where p.undeliverable_since is not null and p.ended_at is null
  union all select 'suspended', count(distinct a.person_id)::int from appointment a where a.authority_id = missing_records.authority and a.person_id = any(asleep)
      and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
  union all select 'review', count(*)::int from app.reviewed_people(review) p
     where not exists (select from access_answer n where n.review_id = review and n.person_id = p.person_id);
end $$;

revoke execute on function app.is_suspended(uuid), app.wake_account(uuid), app.accounts_of(smallint), app.administers(uuid), app.warn_account(uuid),
  app.suspend_account(uuid), app.readmit(uuid), app.suspended_people(), app.reach_in(uuid, smallint, date), app.reviewed_people(uuid),
  app.end_helping(uuid, smallint) from public;
grant execute on function app.is_suspended(uuid), app.wake_account(uuid), app.accounts_of(smallint), app.warn_account(uuid),
  app.suspend_account(uuid), app.readmit(uuid), app.suspended_people(), app.reach_in(uuid, smallint, date), app.reviewed_people(uuid),
  app.end_helping(uuid, smallint) to openpep_app;
