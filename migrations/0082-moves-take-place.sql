-- A move in year 10 or 11 is a fact: it takes place on its day, and is flagged until the nominated officer's approval is filled in
-- (Care Planning Regulations 2010, regulation 10). Those that were put off take place on the day that was first told.
with waits as materialized (
  select m.child_id, e.id as leaves, e.ends as put_off_to, m.wanted_on from move_approval m join enrolment e on e.id = m.enrolment_id
   where m.filled_on is null and m.wanted_on is not null and e.ends > m.wanted_on),
leaves as (update enrolment e set ends = w.wanted_on from waits w where e.id = w.leaves)
update enrolment e set starts = w.wanted_on from waits w where e.child_id = w.child_id and e.main and e.starts = w.put_off_to;
alter table move_approval drop column wanted_on;
