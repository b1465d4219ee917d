-- A move in year 10 or 11 that nobody has approved does not take place: its day is put off until the approval is filled, and
-- the day that was first wanted is kept.
alter table move_approval add column wanted_on date;

-- Nobody keeps a plan for a setting that the child has not begun at.
delete from pep_keeper k using pep p
 where p.id = k.pep_id and k.role = 'designated-teacher' and p.state = 'planned'
   and exists (select from appointment d join enrolment e on e.setting_id = d.setting_id and e.child_id = k.child_id
     where d.person_id = k.person_id and d.role = 'designated-teacher' and e.ends is distinct from e.starts
       and e.starts > (statement_timestamp() at time zone 'Europe/London')::date)
   and not exists (select from appointment d join enrolment e on e.setting_id = d.setting_id and e.child_id = k.child_id
     where d.person_id = k.person_id and d.role = 'designated-teacher'
       and e.starts <= (statement_timestamp() at time zone 'Europe/London')::date);

-- Where a plan stands in a child's line of plans, the current one first: the earliest that still has work, else the newest
-- (src/guidance/current-plan.ts says the same, and a test holds the two together).
create function app.plan_place(state text, year text, term text, opened_on date) returns bigint language sql immutable as
$$ select case when state in ('signed-off', 'not-required') then 1000000000000 - place else place end
     from (select (left(year, 4)::bigint * 10 + array_position(array['autumn', 'spring', 'summer'], term)) * 1000000 + (opened_on - date '1970-01-01')) p(place) $$;
grant execute on function app.plan_place(text, text, text, date) to openpep_app;

create index pep_open on pep (child_id) where state not in ('signed-off', 'not-required');

-- Who holds the first meeting with the social worker also sees the day by which it is to be arranged: it is done in one place.
-- Only the social worker is reminded of that day (G 2.3).
create or replace view open_clock with (security_invoker = true) as
select k.pep_id, k.name, split_part(k.name, ':', 1) as step, k.authority_id, k.child_id, k.holder,
       coalesce(k.explanation->>'with', case when k.name = 'arrange-initial' and 'no-school-place' <> all(p.circumstances) then 'designated-teacher' end) as held_with,
       k.starts, k.due, case when k.due is not null then greatest(k.due, (k.explanation->>'notLateUntil')::date) end as late_after,
       p.state, p.setting_id
  from clock k join pep p on p.id = k.pep_id
 where k.met_on is null and k.stopped is null
   and (p.state in ('planned', 'in-progress', 'returned')
        or k.name not in ('child-views', 'carer-views', 'parent-views', 'social-worker-section'));
