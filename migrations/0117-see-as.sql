-- See-as: an administrator looks for a quarter of an hour at what a colleague sees. It hangs on the administrator's own session;
-- only the pages that are looked at run as the colleague, in transactions that can write nothing, and they show what both may see.
create table app.preview (
  token_hash bytea primary key references app.session on delete cascade,
  person_id uuid not null references public.person,        -- whose view it is
  authority_id smallint not null references public.authority,
  until timestamptz not null,
  ended_at timestamptz
);

create function app.seen_by() returns uuid language sql stable as $$ select nullif(current_setting('app.seen_by', true), '')::uuid $$;
create function app.seen_in() returns smallint language sql stable as $$ select nullif(current_setting('app.seen_in', true), '')::smallint $$;

-- A colleague of an authority that this person administers, and no more powerful there: not an administrator, not the head.
create function app.may_preview(seer uuid, who uuid, authority smallint) returns boolean
language sql stable security definer set search_path = public, app, pg_temp as $$
  with held as (select a.person_id, a.role from appointment a where a.authority_id = may_preview.authority and a.person_id in (seer, who)
    and a.revoked_at is null and a.starts <= app.today() and (a.ends is null or a.ends > app.today()))
  select seer <> who and exists (select from person p where p.id = who and p.kind = 'professional' and p.ended_at is null)
     and exists (select from held where person_id = seer and role = 'administrator')
     and exists (select from held where person_id = who)
     and not exists (select from held where person_id = who and role in ('administrator', 'virtual-school-head', 'service'))
$$;
create function app.begin_preview(hash bytea, who uuid, authority smallint, minutes integer) returns boolean
language sql security definer set search_path = app, public, pg_temp as $$
  with begun as (insert into app.preview (token_hash, person_id, authority_id, until)
    select s.token_hash, who, begin_preview.authority, clock_timestamp() + make_interval(mins => minutes) from app.session s
     where s.token_hash = hash and s.person_id = app.person() and s.closed_at is null and s.confined_to is null
       and app.may_preview(s.person_id, who, begin_preview.authority)
    on conflict (token_hash) do update set person_id = excluded.person_id, authority_id = excluded.authority_id, until = excluded.until, ended_at = null
    returning 1) select exists (select from begun)
$$;
-- Whose view it was; null where none was running.
create function app.end_preview(hash bytea) returns uuid language sql security definer set search_path = app, public, pg_temp as $$
  update app.preview set ended_at = clock_timestamp() where token_hash = hash and ended_at is null returning person_id
$$;

create or replace function app.enter(hash bytea, day date) returns jsonb language plpgsql security definer set search_path = public, app, pg_temp as $$
declare opened record; who jsonb;
begin
  perform set_config('app.today', day::text, true);
  select s.person_id, s.confined_to, s.proved_at into opened from app.session_person(hash) s;
  perform set_config('app.person', coalesce(opened.person_id::text, ''), true);
  if opened.person_id is null then return null; end if;
  who := app.whoami();
  return jsonb_build_object('person', opened.person_id, 'confinedTo', opened.confined_to, 'provedAt', opened.proved_at, 'who', who,
    'previews', exists (select from app.preview p where p.token_hash = hash and p.ended_at is null),
    'help', (
    select jsonb_build_object('virtual_school_name', a.virtual_school_name, 'virtual_school_email', a.virtual_school_email,
             'virtual_school_phone', a.virtual_school_phone, 'front_door_name', a.front_door_name, 'front_door_phone', a.front_door_phone)
      from authority a where a.id = (who->'authorityIds'->>0)::smallint));
end $$;

-- Enters to look at a page: as whoever's view it is, where a preview runs. From then on the transaction can write nothing.
create function app.look(hash bytea, day date, glances boolean) returns jsonb language plpgsql security definer set search_path = public, app, pg_temp as $$
declare entered jsonb; seen record;
begin
  if glances then perform set_config('app.glance', 'yes', true); end if;
  entered := app.enter(hash, day);
  if entered is null or not (entered->>'previews')::boolean then return entered; end if;
  select p.person_id, p.authority_id, p.until into seen from app.preview p
   where p.token_hash = hash and p.ended_at is null and p.until > clock_timestamp()
     and app.may_preview((entered->>'person')::uuid, p.person_id, p.authority_id);
  if seen.person_id is null then
    perform app.end_preview(hash);
    return entered || '{"previews": false, "previewOver": true}';
  end if;
  perform set_config('app.seen_by', entered->>'person', true), set_config('app.seen_in', seen.authority_id::text, true),
    set_config('app.person', seen.person_id::text, true);
  entered := entered || jsonb_build_object('seen', jsonb_build_object('who', app.whoami(), 'authority', seen.authority_id, 'until', seen.until));
  perform set_config('transaction_read_only', 'on', true);
  return entered;
end $$;

-- What both may see: of the colleague's children those of this authority, and of the restricted those that the administrator may see too.
create or replace function app.learn_hidden() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); hidden uuid[] := '{}';
begin
  if not exists (select from person p where p.id = me and p.kind = 'service') then
    select coalesce(array_agg(c.id), '{}') into hidden from child c
     where c.restricted and c.id not in (select app.opened_children(me, app.today()));
  end if;
  if app.seen_by() is not null then
    hidden := hidden || array(select c.id from child c where c.authority_id <> app.seen_in()
      or (c.restricted and c.id not in (select app.opened_children(app.seen_by(), app.today()))));
  end if;
  perform app.remember('hidden', hidden::text);
  return hidden;
end $$;
create or replace function app.learn_authorities() returns smallint[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine smallint[];
begin
  select coalesce(array_agg(distinct a.authority_id), '{}') into mine from appointment a
   where a.person_id = me and a.role in ('administrator', 'virtual-school-head', 'adviser', 'service')
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day) and (app.seen_by() is null or a.authority_id = app.seen_in());
  perform app.remember('authorities', mine::text);
  return mine;
end $$;
create or replace function app.administered() returns smallint[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine smallint[];
begin
  select coalesce(array_agg(distinct a.authority_id), '{}') into mine from appointment a
   where a.person_id = me and a.role in ('administrator', 'virtual-school-head', 'service')
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day) and (app.seen_by() is null or a.authority_id = app.seen_in());
  return mine;
end $$;

revoke execute on function app.seen_by(), app.seen_in(), app.may_preview(uuid, uuid, smallint), app.begin_preview(bytea, uuid, smallint, integer),
  app.end_preview(bytea), app.look(bytea, date, boolean) from public;
grant execute on function app.seen_by(), app.seen_in(), app.may_preview(uuid, uuid, smallint), app.begin_preview(bytea, uuid, smallint, integer),
  app.end_preview(bytea), app.look(bytea, date, boolean) to openpep_app;
