-- What somebody who walked the running system found:
-- · a grant opened whatever its section holds: the child's words kept from the school, the social worker's own, contact detail;
-- · a reviewing officer's rows held plans that are still being written.

-- A delegate and an invited professional work at the school's asking, in sections that the school answers for, so they read
-- there as the school does: an answer without 'setting' in its audience, and words that the child keeps to themselves, are not
-- theirs. An outside professional gets no narrower audience than that, since they write answers that only the school reads (an
-- exam arrangement); what must not leave the school's reach (addresses, contact, who may not call) stands in sections that
-- nobody can be given. The sections are those of src/guidance/granting.ts.
create or replace function app.learn_sections() returns text[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); mine text[];
begin
  select coalesce(array_agg(g.pep_id::text || ':' || s.section), '{}') into mine
    from section_grant g join pep on pep.id = g.pep_id, unnest(g.sections) s(section)
   where g.person_id = me and g.revoked_at is null and g.starts <= day and (g.ends is null or g.ends > day)
     and s.section = any('{F,G,H,I,N,R,S}') and pep.state not in ('signed-off', 'not-required')
     and not exists (select from child c where c.id = g.child_id and c.restricted
       and not exists (select from restricted_reader r where r.child_id = c.id and r.person_id = me and r.revoked_at is null));
  perform app.remember('sections', mine::text);
  return mine;
end $$;

-- Of what was granted before, the rest ends now.
update section_grant set revoked_at = clock_timestamp() where revoked_at is null and not sections && '{F,G,H,I,N,R,S}';
update section_grant set sections = array(select s from unnest(sections) with ordinality x(s, n) where s = any('{F,G,H,I,N,R,S}') order by n)
 where revoked_at is null and not sections <@ '{F,G,H,I,N,R,S}';

-- Targets and premium are nobody's to be given.
drop policy by_grant on target;
drop policy by_grant on premium_line;

-- Plans that I, being their reviewing officer, may read once they are submitted. Whoever has a post that reads the whole plan
-- besides reads it by that; any other tie beside the officer's opens nothing, for an officer is independent.
create function app.learn_unsubmitted() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare me uuid := app.person(); day date := app.today(); early uuid[];
begin
  select coalesce(array_agg(pep.id), '{}') into early from allocation a join pep on pep.child_id = a.child_id
   where a.person_id = me and a.role = 'iro' and a.revoked_at is null and a.starts <= day and (a.ends is null or a.ends > day)
     and pep.state not in ('submitted', 'returned', 'signed-off')
     and 'iro' = any(app.my_standing(a.child_id, pep.id))
     and not app.my_standing(a.child_id, pep.id) && '{administrator,virtual-school-head,adviser,service,social-worker,team-manager}';
  perform app.remember('unsubmitted', early::text);
  return early;
end $$;
create function app.unsubmitted_peps() returns uuid[] language sql stable as
$$ select coalesce(app.recall('unsubmitted')::uuid[], app.learn_unsubmitted()) $$;
revoke all on function app.learn_unsubmitted() from public;
grant execute on function app.learn_unsubmitted() to openpep_app;

do $$
declare guarded text; reach text;
begin
  foreach guarded in array '{answer,answer_version,answer_rival}'::text[] loop
    execute format('alter policy by_facts on %I using (
      (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
      or child_id = any((select app.my_children(''{full}''))::uuid[])
      or (''setting'' = any(audience) and child_id = any((select app.my_children(''{setting}''))::uuid[]))
      or (''carer'' = any(audience) and child_id = any((select app.my_children(''{carer}''))::uuid[]))
      or (''parent'' = any(audience) and child_id = any((select app.my_children(''{parent}''))::uuid[]))
      or (''child'' = any(audience) and child_id = any((select app.my_children(''{child}''))::uuid[]))
      or pep_id = any((select app.my_peps(''{full}''))::uuid[])
      or (''setting'' = any(audience) and (pep_id = any((select app.my_peps(''{setting}''))::uuid[])
        or (pep_id::text || '':'' || section) = any((select app.my_sections())::text[]))))', guarded);
  end loop;
  -- How far another section is, and why it was returned, is not for those who were asked for one.
  foreach guarded in array '{section_state,section_return}'::text[] loop
    reach := case guarded when 'section_state' then '{full,setting,carer,parent,child}' else '{full,setting,carer}' end;
    execute format('alter policy by_facts on %I using (
      (authority_id = any((select app.my_authorities())::smallint[]) and child_id <> all((select app.hidden_children())::uuid[]))
      or child_id = any((select app.my_children(%L))::uuid[]) or pep_id = any((select app.my_peps(''{full,setting}''))::uuid[])
      or (pep_id::text || '':'' || section) = any((select app.my_sections())::text[]))', guarded, reach);
  end loop;
  -- That a plan is being written, its dates and its meeting's are its state, which an officer knows; what stands in it is not.
  foreach guarded in array '{answer,answer_version,answer_rival,section_return,target,premium_line,attendance_summary,suspension,attainment,
      action,attendee,views,document}'::text[] loop
    execute format('create policy once_submitted on %I as restrictive using (pep_id <> all((select app.unsubmitted_peps())::uuid[]))', guarded);
  end loop;
  create policy once_submitted on target_review as restrictive using (reviewed_in <> all((select app.unsubmitted_peps())::uuid[]));
end $$;
