-- Which rungs of the ladder a step has had: one that was missed is given late, and none twice. A step with another due date
-- begins its ladder anew.
create table reminder_rung (
  pep_id uuid not null,
  clock text not null,
  due date not null,
  rung text not null,
  authority_id smallint not null,
  child_id uuid not null,
  given_on date not null,
  primary key (pep_id, clock, due, rung),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
alter table reminder_rung enable row level security;
create policy by_facts on reminder_rung using (
  authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]));
grant select, insert on reminder_rung to openpep_app;

-- The authorities that have said whom they remind on a day, and whether people work there on it.
create table reminder_round (
  authority_id smallint not null references authority,
  day date not null,
  working boolean not null,
  primary key (authority_id, day)
);
alter table reminder_round enable row level security;
create policy by_facts on reminder_round using (authority_id = any((select app.my_authorities())::smallint[]));
grant select, insert on reminder_round to openpep_app;

-- In which day's digest a reminder stood; null: in none yet.
alter table reminder add digest_on date;
update reminder set digest_on = day;
create index reminder_undigested on reminder (authority_id) where digest_on is null;
create index reminder_digested on reminder (digest_on, person_id);

-- Takes the reminders that a day's digests tell of, and gives counts by person over all their authorities. Nobody's digest goes
-- before each of their authorities has reminded that day; nobody has two on a day; what came later, or what a day without
-- digests left behind, stands in the next one if the step is still open.
drop function app.digests_of(date);
create function app.take_digests(of_day date) returns table (person_id uuid, email text, authority_id smallint, soon integer, late integer, others integer)
language sql security definer set search_path = public, app, pg_temp as $$
  with late_authority as materialized (select a.id from authority a
      where not exists (select from reminder_round d where d.authority_id = a.id and d.day = of_day)),
  waits as materialized (select p.person_id::text as who from appointment p join late_authority l on l.id = p.authority_id
      where p.revoked_at is null and p.starts <= of_day and (p.ends is null or p.ends > of_day)
    union select w.person_id::text from allocation w join late_authority l on l.id = w.authority_id
      where w.revoked_at is null and w.starts <= of_day and (w.ends is null or w.ends > of_day)
    union select k.escalation_email from setting_contact k join late_authority l on l.id = k.authority_id where k.escalation_email is not null
    union select coalesce(r.person_id::text, r.email) from reminder r where r.digest_on = of_day),
  taken as (update reminder r set digest_on = of_day from reminder_round d
      where r.digest_on is null and r.day <= of_day and d.authority_id = r.authority_id and d.day = of_day and d.working
        and coalesce(r.person_id::text, r.email) not in (select who from waits where who is not null)
        and (r.person_id is null or exists (select from person p where p.id = r.person_id and p.ended_at is null))
      returning r.*),
  each as (select distinct on (t.person_id, t.email, t.pep_id, t.clock) t.* from taken t
      where t.day = of_day or exists (select from open_clock k where k.pep_id = t.pep_id and k.name = t.clock)
      order by t.person_id, t.email, t.pep_id, t.clock, t.day desc)
  select e.person_id, e.email, min(e.authority_id)::smallint,
         count(*) filter (where e.why = 'due-soon' and not e.escalation)::int,
         count(*) filter (where e.why = 'late' and not e.escalation)::int,
         count(*) filter (where e.escalation)::int
    from each e group by e.person_id, e.email
$$;
-- Which authorities a day's digests still wait for.
create function app.authorities_to_remind(of_day date) returns integer language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*)::int from authority a where not exists (select from reminder_round d where d.authority_id = a.id and d.day = of_day)
$$;

-- When somebody last pressed Remind for a plan on a day, for those who stand to its child.
create index outbox_reminded on outbox (pep_id) where kind = 'reminded';
create function app.reminded_on(peps uuid[], of_day date) returns table (pep_id uuid, at timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select o.pep_id, max(o.made_at) from outbox o
   where o.kind = 'reminded' and o.pep_id = any(peps) and right(o.event_key, 10) = of_day::text
     and o.child_id in (select s.child_id from app.my_standings() s) group by o.pep_id
$$;
revoke execute on function app.take_digests(date), app.authorities_to_remind(date), app.reminded_on(uuid[], date) from public;
grant execute on function app.take_digests(date), app.authorities_to_remind(date), app.reminded_on(uuid[], date) to openpep_app;
