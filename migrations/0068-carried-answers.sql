-- A carried answer keeps who said it and when, whoever opened the next plan or says that it is still true.
alter table answer add column confirmed_by uuid references person, add column confirmed_at timestamptz;
alter table answer_version add column carried_from uuid;

-- Those carried before now were signed by the service: each gets the writer at the beginning of its chain.
create temporary table carried_writer on commit drop as
with recursive chain as (
  select a.pep_id, a.question, a.carried_from as at from answer a where a.carried_from is not null
  union all
  select c.pep_id, c.question, b.carried_from from chain c join answer b on b.pep_id = c.at and b.question = c.question
   where b.carried_from is not null)
select c.pep_id, c.question, a.carried_from as from_pep, b.written_by, b.written_for, b.written_at
  from chain c join answer a on a.pep_id = c.pep_id and a.question = c.question
  join answer b on b.pep_id = c.at and b.question = c.question and b.carried_from is null;
update answer a set written_by = w.written_by, written_for = w.written_for, written_at = w.written_at
  from carried_writer w where a.pep_id = w.pep_id and a.question = w.question;
update answer_version v set written_by = w.written_by, written_for = w.written_for, written_at = w.written_at, carried_from = w.from_pep
  from carried_writer w where v.pep_id = w.pep_id and v.question = w.question;

-- Heard, or a reason why not: never both. Where words of this term stand, the reason is withdrawn; else the hearing is.
update views v set reason_none = null
 where v.recorded_on is not null and v.reason_none is not null
   and exists (select from answer a where a.pep_id = v.pep_id and a.carried_from is null and a.value is not null
     and a.section = case v.party when 'child' then 'J' when 'carer' then 'K' when 'parent' then 'L' else 'M' end
     and a.question not like '%.whyNone');
update views set recorded_on = null, how = null where recorded_on is not null and reason_none is not null;
alter table views add constraint views_heard_or_why_not check (recorded_on is null or reason_none is null);
