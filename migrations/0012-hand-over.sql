-- Hand-over to the child: a session that can do no more than the child may, with the way back to the adult who opened it.
-- The code is the adult's own choice; only its keyed digest is kept, and five wrong tries end the session.
alter table app.session add column returns_to uuid references public.person;
alter table app.session add column return_code bytea;
alter table app.session add column return_tries smallint not null default 0;
alter table app.session add column link_hash bytea;          -- the private link that it was opened with, used up at the end
create function app.open_confined_session(hash bytea, who uuid, path text, adult uuid, code bytea, link bytea) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.session (token_hash, person_id, confined_to, returns_to, return_code, link_hash) values (hash, who, path, adult, code, link) $$;

-- 'returned': the code was right, this session is closed and the adult may be given their own. 'wrong': try again.
-- 'ended': the fifth wrong try, or there is nothing to return to; the session is closed.
create function app.return_to_adult(hash bytea, code bytea) returns table (outcome text, adult uuid, tries_left integer)
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare s app.session;
begin
  select * into s from app.session where token_hash = hash and closed_at is null for update;
  if s.returns_to is null or s.return_tries >= 5 then
    update app.session set closed_at = clock_timestamp() where token_hash = hash and closed_at is null;
    return query select 'ended', null::uuid, 0;
  elsif s.return_code = code then
    update app.session set closed_at = clock_timestamp() where token_hash = hash;
    return query select 'returned', s.returns_to, 0;
  else
    update app.session set return_tries = s.return_tries + 1,
      closed_at = case when s.return_tries >= 4 then clock_timestamp() end where token_hash = hash;
    return query select case when s.return_tries >= 4 then 'ended' else 'wrong' end, null::uuid, 4 - s.return_tries;
  end if;
end $$;
-- How this session was opened: handed over by an adult, or by a private link.
create function app.session_origin(hash bytea) returns table (adult uuid, link bytea)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select returns_to, link_hash from app.session where token_hash = hash and closed_at is null $$;

-- Whom a pep's news goes to, for somebody who stands to it but may not read the facts of others (a carer, a child).
create function app.adults_of(pep uuid) returns table (person_id uuid, role text)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare day date := app.today(); p public.pep;
begin
  select * into p from public.pep where id = adults_of.pep;
  if p.id is null or app.my_standing(p.child_id, p.id) = '{}' then return; end if;
  return query
    select a.person_id, a.role from allocation a where a.child_id = p.child_id and a.role = 'social-worker'
       and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
    union
    select d.person_id, d.role from appointment d where d.setting_id = p.setting_id and d.authority_id = p.authority_id
       and d.role = 'designated-teacher' and d.revoked_at is null and d.starts <= day and (d.ends is null or d.ends > day);
end $$;
-- Where an invitation goes: to send it, whether or not the sender may read the address.
create function app.invitee_email(invitation uuid) returns text
language sql stable security definer set search_path = public, app, pg_temp as
$$ select coalesce(i.email, q.email) from public.invitation i left join person q on q.id = i.person_id
    where i.id = invitee_email.invitation and app.my_standing(i.child_id, i.pep_id) <> '{}' $$;
-- The person row that a child speaks as; made the first time. Only for those who stand to the child.
create function app.child_person(pep uuid, fresh uuid) returns uuid
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare day date := app.today(); p public.pep; found uuid;
begin
  select * into p from public.pep where id = child_person.pep;
  if p.id is null or app.my_standing(p.child_id, p.id) = '{}' then return null; end if;
  perform from child where id = p.child_id for update;
  select a.person_id into found from allocation a where a.child_id = p.child_id and a.role = 'child'
     and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day) limit 1;
  if found is not null then return found; end if;
  insert into person (id, kind, name) select fresh, 'family', coalesce(c.preferred_name, c.first_name, 'The child') from child c where c.id = p.child_id;
  insert into allocation (id, authority_id, child_id, person_id, role, starts) values (gen_random_uuid(), p.authority_id, p.child_id, fresh, 'child', day);
  return fresh;
end $$;
-- Whether the social worker has said yes to the parent for this pep: the parent's own page asks, who may not read the meeting.
create function app.parent_agreed(pep uuid) returns boolean
language sql stable security definer set search_path = public, app, pg_temp as
$$ select exists (select from meeting m where m.pep_id = pep and m.parent_agreed_on is not null and app.my_standing(m.child_id, m.pep_id) <> '{}') $$;
-- The child's choice of readers holds for what they said before, its earlier wordings included. Only the child's own word counts.
create function app.set_readers(pep uuid, readers text[]) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare p public.pep; allowed text[] := array['child'] || readers;
begin
  select * into p from public.pep where id = set_readers.pep;
  if p.id is null or not 'child' = any(app.my_standing(p.child_id, p.id)) or not readers <@ array['setting', 'carer', 'parent'] then return; end if;
  update answer a set audience = allowed where a.pep_id = p.id and a.section = 'J' and 'child' = any(a.audience);
  update answer_version a set audience = allowed where a.pep_id = p.id and a.section = 'J' and 'child' = any(a.audience);
  update answer_rival a set audience = allowed where a.pep_id = p.id and a.section = 'J' and 'child' = any(a.audience);
end $$;
-- A private link ends with the fact it rests on: the carer's, the parent's or the child's place in this child's life.
create function app.revoke_ended_links() returns trigger language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  if new.role in ('carer', 'parent', 'child') and (new.revoked_at is not null or new.ends <= app.today()) then
    update app.one_time_link l set revoked_at = clock_timestamp() from public.pep p
     where p.id = l.pep_id and p.child_id = new.child_id and l.person_id = new.person_id and l.purpose = 'views'
       and l.used_at is null and l.revoked_at is null;
  end if;
  return null;
end $$;
create trigger allocation_ends_links after update of ends, revoked_at on public.allocation
  for each row execute function app.revoke_ended_links();

revoke execute on function app.open_confined_session(bytea, uuid, text, uuid, bytea, bytea), app.return_to_adult(bytea, bytea), app.session_origin(bytea),
  app.adults_of(uuid), app.invitee_email(uuid), app.child_person(uuid, uuid), app.parent_agreed(uuid), app.set_readers(uuid, text[]), app.revoke_ended_links() from public;
grant execute on function app.open_confined_session(bytea, uuid, text, uuid, bytea, bytea), app.return_to_adult(bytea, bytea), app.session_origin(bytea),
  app.adults_of(uuid), app.invitee_email(uuid), app.child_person(uuid, uuid), app.parent_agreed(uuid), app.set_readers(uuid, text[]) to openpep_app;
