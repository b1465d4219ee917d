-- Who was reminded of which clock on which day, and why. One digest a day is made of a person's rows; nobody is told twice.
create table reminder (
  id uuid primary key,
  day date not null,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null,
  clock text not null,
  person_id uuid references person,
  email text,                                              -- a setting's contact, who has no account
  why text not null check (why in ('due-soon', 'late')),
  escalation boolean not null,
  check ((person_id is null) <> (email is null)),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create unique index reminder_once on reminder (day, pep_id, clock, coalesce(person_id::text, email));
create index reminder_day on reminder (day, person_id);
alter table reminder enable row level security;
create policy by_facts on reminder using (
  (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
  or person_id = (select app.person()));
grant select, insert on reminder to openpep_app;

-- A day's digests: for each person, over all their authorities, how much waits and how much of it is late. Counts only, so
-- that the one letter a day can be written without anybody seeing the children of two authorities.
create function app.digests_of(of_day date) returns table (person_id uuid, email text, authority_id smallint, soon integer, late integer, others integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select r.person_id, r.email, min(r.authority_id)::smallint,
         count(*) filter (where r.why = 'due-soon' and not r.escalation)::int,
         count(*) filter (where r.why = 'late' and not r.escalation)::int,
         count(*) filter (where r.escalation)::int
    from reminder r left join person p on p.id = r.person_id
   where r.day = of_day and (p.id is null or p.ended_at is null)
   group by r.person_id, r.email
$$;
revoke execute on function app.digests_of(date) from public;
grant execute on function app.digests_of(date) to openpep_app;
