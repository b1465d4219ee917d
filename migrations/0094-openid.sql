-- Whose account at another sign-in (OpenID Connect) is whose here. Made at the first sign-in by it, on an address that the other
-- side has verified; from then on its own name for the person counts, so that an address given to a newcomer opens nothing.
create table app.openid_link (
  issuer text not null,
  subject text not null,
  person_id uuid not null references public.person,
  linked_at timestamptz not null default clock_timestamp(),
  primary key (issuer, subject),
  unique (issuer, person_id)
);
create index openid_link_person on app.openid_link (person_id);

-- The account that this name is linked with; else the one that has this address (null: none was verified). No row: nobody.
create function app.openid_account(from_issuer text, named text, verified_email text)
returns table (person_id uuid, linked boolean, linked_otherwise boolean, ended boolean, email text, authorities integer[])
language sql stable security definer set search_path = app, public, pg_temp as $$
  select p.id, l.person_id is not null, l.person_id is null and exists (select from app.openid_link o where o.issuer = from_issuer and o.person_id = p.id),
         p.ended_at is not null, p.email,
         array(select distinct a.authority_id::int from appointment a where a.person_id = p.id and a.revoked_at is null
                  and a.starts <= app.today() and (a.ends is null or a.ends > app.today()))
    from public.person p left join app.openid_link l on l.issuer = from_issuer and l.subject = named and l.person_id = p.id
   where p.kind <> 'service' and (l.person_id is not null or (p.email = lower(verified_email)
     and not exists (select from app.openid_link o where o.issuer = from_issuer and o.subject = named)))
$$;
create function app.link_openid(from_issuer text, named text, who uuid) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ insert into app.openid_link (issuer, subject, person_id) values (from_issuer, named, who) $$;
create function app.my_openid_issuers() returns setof text
language sql stable security definer set search_path = app, public, pg_temp as
$$ select issuer from app.openid_link where person_id = app.person() $$;
create function app.unlink_my_openid(from_issuer text) returns void
language sql security definer set search_path = app, public, pg_temp as
$$ delete from app.openid_link where person_id = app.person() and issuer = from_issuer $$;

revoke execute on function app.openid_account(text, text, text), app.link_openid(text, text, uuid), app.my_openid_issuers(), app.unlink_my_openid(text) from public;
grant execute on function app.openid_account(text, text, text), app.link_openid(text, text, uuid), app.my_openid_issuers(), app.unlink_my_openid(text) to openpep_app;
