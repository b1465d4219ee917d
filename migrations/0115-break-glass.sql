-- Break-glass: a head opens a restricted child of the own authority without being named for it, with a reason, for the rest of
-- the day. Nothing but app.break_glass writes it; it counts while the post of head does.
create table break_glass (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  person_id uuid not null references person,
  reason text not null,
  opened_at timestamptz not null default clock_timestamp(),
  day date not null,                                       -- open until the end of this day
  closed_at timestamptz,                                   -- or until somebody closed it
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index break_glass_person on break_glass (person_id, day) where closed_at is null;
create index break_glass_authority on break_glass (authority_id, opened_at desc);
create index restricted_reader_person on restricted_reader (person_id) where revoked_at is null;
alter table break_glass enable row level security;
create policy by_post on break_glass using (authority_id = any((select app.administered())::smallint[]));
grant select, update (closed_at) on break_glass to openpep_app;
create trigger facts_change after insert or update or delete on break_glass for each statement execute function app.facts_change();

-- Restricted children that somebody may see all the same: named for them, or having opened them today.
create function app.opened_children(who uuid, today date) returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select r.child_id from restricted_reader r where r.person_id = who and r.revoked_at is null
  union all
  select b.child_id from break_glass b join appointment h on h.person_id = who and h.role = 'virtual-school-head' and h.authority_id = b.authority_id
     and h.revoked_at is null and h.starts <= today and (h.ends is null or h.ends > today)
   where b.person_id = who and b.day = today and b.closed_at is null
$$;

create or replace function app.learn_hidden() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); hidden uuid[] := '{}';
begin
  if not exists (select from person p where p.id = me and p.kind = 'service') then
    select coalesce(array_agg(c.id), '{}') into hidden from child c
     where c.restricted and c.id not in (select app.opened_children(me, app.today()));
  end if;
  perform app.remember('hidden', hidden::text);
  return hidden;
end $$;

create or replace function app.learn_sections() returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); hidden uuid[] := app.hidden_children(); mine text[];
begin
  select coalesce(array_agg(g.pep_id::text || ':' || s.section), '{}') into mine
    from section_grant g join pep on pep.id = g.pep_id, unnest(g.sections) s(section)
   where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
     and s.section = any('{F,G,H,I,N,R,S}') and pep.state not in ('signed-off', 'not-required') and g.child_id <> all(hidden);
  perform app.remember('sections', mine::text);
  return mine;
end $$;

-- A standing asks the same list, instead of a list of its own.
do $$
declare
  body text := pg_get_functiondef('app.my_standing(uuid, uuid)'::regprocedure);
  hiding text := 'c.restricted and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null)';
begin
  if strpos(body, hiding) = 0 then raise exception 'app.my_standing is not as it was'; end if;
  execute replace(body, hiding, 'c.id = any(app.hidden_children())');
end $$;

create function app.headed() returns smallint[] language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(array_agg(distinct a.authority_id), '{}') from appointment a
   where a.person_id = app.person() and a.role = 'virtual-school-head'
     and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
$$;

-- The restricted child, of an authority that I head, of whom both facts are true: a number or the whole name, and the birthday.
create function app.find_restricted(wanted text, born date) returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.id from child c left join child_record r on r.child_id = c.id
   where c.restricted and c.authority_id = any(app.headed()) and c.date_of_birth = born
     and lower(wanted) in (lower(r.care_system_id), lower(r.child_id_903), lower(r.upn),
       lower(concat_ws(' ', c.first_name, c.last_name)), lower(concat_ws(' ', c.preferred_name, c.last_name)))
$$;
-- What tells a head which record it is before it is opened, and no more.
create function app.restricted_child(which uuid) returns table (authority_id smallint, initials text, date_of_birth date, open boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.authority_id, concat(left(coalesce(c.preferred_name, c.first_name), 1), left(c.last_name, 1)), c.date_of_birth,
         c.id <> all(app.hidden_children())
    from child c where c.id = which and c.restricted and c.authority_id = any(app.headed())
$$;
create function app.break_glass(fresh uuid, which uuid, why text) returns boolean language sql security definer set search_path = public, app, pg_temp as $$
  with opened as (insert into break_glass (id, authority_id, child_id, person_id, reason, day)
    select fresh, c.authority_id, c.id, app.person(), why, app.today() from child c
     where c.id = which and c.restricted and c.authority_id = any(app.headed()) and c.id = any(app.hidden_children())
    returning 1) select exists (select from opened)
$$;
revoke execute on function app.opened_children(uuid, date), app.headed(), app.find_restricted(text, date), app.restricted_child(uuid),
  app.break_glass(uuid, uuid, text) from public;
grant execute on function app.find_restricted(text, date), app.restricted_child(uuid), app.break_glass(uuid, uuid, text) to openpep_app;
