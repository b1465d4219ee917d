-- Days on which a school holds no meetings: exams, training for staff, closed. Marked by its designated teacher; everybody who
-- is signed in reads them, so that whoever arranges sees why a day is not offered.
create table setting_closed_day (
  id uuid primary key,
  setting_id uuid not null references setting,
  first_day date not null,
  last_day date not null,
  kind text not null check (kind in ('exam', 'training', 'closed', 'other')),
  words text not null default '',
  marked_by uuid not null references person,
  marked_at timestamptz not null,
  removed_at timestamptz,
  check (last_day >= first_day and last_day < first_day + 62)
);
create index setting_closed_day_setting on setting_closed_day (setting_id, last_day) where removed_at is null;
alter table setting_closed_day enable row level security;
create function app.my_settings() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine uuid[];
begin
  select coalesce(array_agg(distinct a.setting_id), '{}') into mine from appointment a
   where a.person_id = me and a.role = 'designated-teacher' and a.setting_id is not null
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day);
  return mine;
end $$;
revoke execute on function app.my_settings() from public;
grant execute on function app.my_settings() to openpep_app;
create policy read_days on setting_closed_day for select using ((select app.person()) is not null);
create policy mark_days on setting_closed_day for insert
  with check (setting_id = any((select app.my_settings())::uuid[]) and marked_by = (select app.person()));
create policy remove_days on setting_closed_day for update using (setting_id = any((select app.my_settings())::uuid[]));
grant select, insert, update on setting_closed_day to openpep_app;

-- The dates of the terms to come, settled in one go; each plan's meeting begins with its own.
create table planned_meeting (
  child_id uuid not null,
  year text not null,
  term text not null check (term in ('autumn', 'spring', 'summer')),
  authority_id smallint not null,
  on_date date not null,
  at_time time,
  planned_by uuid not null references person,
  planned_at timestamptz not null,
  primary key (child_id, year, term),
  foreign key (authority_id, child_id) references child (authority_id, id)
);
alter table planned_meeting enable row level security;
create policy by_facts on planned_meeting using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or child_id = any((select app.my_children('{full,setting}'))::uuid[]));
grant select, insert, update, delete on planned_meeting to openpep_app;

-- Which interpreter, for whom; when one was asked for and when they said yes.
alter table meeting add column interpreter_words text;
alter table meeting add column interpreter_asked_on date;
alter table meeting add column interpreter_confirmed_on date;
-- An interpreter answers by the link of their invitation: booked with a yes, to be found anew with a no.
create function app.interpreter_answered(digest bytea, comes boolean) returns boolean
language sql security definer set search_path = public, app, pg_temp as
$$ with told as (update meeting m set interpreter = case when comes then 'confirmed' else 'requested' end,
       interpreter_confirmed_on = case when comes then app.today() end, interpreter_asked_on = coalesce(m.interpreter_asked_on, app.today())
     from app.invitation_by_link(digest) o where m.pep_id = o.pep_id and o.party = 'interpreter' and o.state = 'open' returning 1)
   select exists(select from told) $$;
revoke execute on function app.interpreter_answered(bytea, boolean) from public;
grant execute on function app.interpreter_answered(bytea, boolean) to openpep_app;

-- A person's own calendar by a secret address. The row keeps the digest of the address's token; a new one ends the old.
create table app.calendar_feed (
  person_id uuid primary key references public.person,
  feed_id uuid not null,
  digest bytea not null unique,
  made_at timestamptz not null default clock_timestamp()
);
create function app.my_feed() returns table (feed_id uuid, made_at timestamptz)
language sql stable security definer rows 1 set search_path = app, public, pg_temp as
$$ select feed_id, made_at from app.calendar_feed where person_id = app.person() $$;
create function app.make_feed(feed uuid, digest bytea) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.calendar_feed (person_id, feed_id, digest) select app.person(), feed, make_feed.digest where app.person() is not null
   on conflict (person_id) do update set feed_id = excluded.feed_id, digest = excluded.digest, made_at = excluded.made_at $$;
create function app.end_feed() returns void
language sql security definer set search_path = app, public, pg_temp as
$$ delete from app.calendar_feed where person_id = app.person() $$;
-- Whose calendar this is; null where there is none, or they have left.
create function app.feed_person(digest bytea) returns uuid
language sql stable security definer set search_path = app, public, pg_temp as
$$ select f.person_id from app.calendar_feed f join public.person p on p.id = f.person_id where f.digest = feed_person.digest and p.ended_at is null $$;
-- The meetings that I am invited to or chair, from 90 days back: while I stand to the child by the facts of today, or was asked
-- from outside. No child's name, and no place where anything about the place is kept back.
create function app.my_calendar() returns table (pep_id uuid, on_date date, at_time time, place text, link text, sequence integer,
  email text, school_name text, school_email text)
language plpgsql stable security definer rows 20 set search_path = public, app, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person(); day date := app.today();
begin
  return query
    select m.pep_id, m.on_date, m.at_time, case when w.kept then null else m.place end, case when w.kept then null else m.link end,
           m.ics_sequence, q.email, a.virtual_school_name, a.virtual_school_email
      from (select i.pep_id, i.party from invitation i where i.person_id = me and i.withdrawn_at is null
            union select c.pep_id, 'chair' from meeting c where c.chair_id = me) f
      join meeting m on m.pep_id = f.pep_id join public.pep p on p.id = m.pep_id join child k on k.id = m.child_id
      join authority a on a.id = m.authority_id join person q on q.id = me
      cross join lateral (select k.setting_withheld or k.address_withheld or m.place_withheld as kept) w
     where m.on_date >= day - 90 and m.at_time is not null and p.state <> 'not-required'
       and k.died_on is null and k.adopted_on is null
       and (app.my_standing(m.child_id, m.pep_id) <> '{}' or (f.party in ('next-setting', 'other', 'interpreter') and not k.restricted))
     group by m.pep_id, m.on_date, m.at_time, m.place, m.link, w.kept, m.ics_sequence, q.email, a.virtual_school_name, a.virtual_school_email
     order by m.on_date, m.at_time;
end $$;
create index invitation_person on invitation (person_id) where withdrawn_at is null;
create index meeting_chair on meeting (chair_id) where chair_id is not null;
revoke execute on function app.my_feed(), app.make_feed(uuid, bytea), app.end_feed(), app.feed_person(bytea), app.my_calendar() from public;
grant execute on function app.my_feed(), app.make_feed(uuid, bytea), app.end_feed(), app.feed_person(bytea), app.my_calendar() to openpep_app;
