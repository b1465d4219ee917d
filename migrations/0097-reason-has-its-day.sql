-- The day on which a reason for having no views was written down: a reason meets the clock as views do, on that day. Of the reasons
-- there were before now, the day that the record keeps of it: when it was said, else when the section was completed or the plan submitted.
alter table views add column none_on date;
update views v set none_on = coalesce(
    (select (max(e.at) at time zone 'Europe/London')::date from audit_event e where e.pep_id = v.pep_id
       and e.action = 'record why there are no views' and e.outcome = 'done' and e.person_id = v.recorded_by),
    (select s.complete_on from section_state s where s.pep_id = v.pep_id
       and s.section = case v.party when 'child' then 'J' when 'carer' then 'K' when 'parent' then 'L' else 'M' end),
    (select coalesce(p.submitted_on, p.opened_on) from pep p where p.id = v.pep_id))
 where v.reason_none is not null;
alter table views add constraint views_reason_with_its_day check ((reason_none is null) = (none_on is null));
