-- Who has looked, as people read it. An open page of a plan stays in touch with it, which stands on record beside each look at
-- that page: one look is one row here, and only what was refused shows. Whoever did something on a page did it in the role in
-- which they were let in there, so that a deed without a role of its own has that of the look before it.
create or replace function app.who_looked(child uuid, who uuid, from_day date, to_day date)
returns table (n bigint, at timestamptz, person_id uuid, person_name text, role text, action text, outcome text, reason text, in_list boolean)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  if not app.my_standing(who_looked.child) && array['administrator', 'virtual-school-head', 'adviser', 'social-worker', 'team-manager'] then
    return;
  end if;
  return query
    with found as (
      select e.n, e.at, e.person_id, e.role, e.action, e.outcome, e.reason, false as in_list,
             count(e.role) over (partition by e.person_id order by e.n) as let_in
        from audit_event e where e.child_id = who_looked.child
      union all
      select e.n, e.at, e.person_id, e.role, e.action, e.outcome, e.reason, true, null from audit_event e
       where e.ids <> '[]' and e.ids @> jsonb_build_array(who_looked.child) and e.child_id is distinct from who_looked.child),
    with_roles as (
      select f.*, first_value(f.role) over (partition by f.person_id, f.let_in order by f.n) as last_role from found f)
    select f.n, f.at, f.person_id, p.name,
           case when f.outcome <> 'done' or f.in_list then f.role
                else coalesce(f.role, case when p.kind = 'service' then 'service' when p.id is not null then f.last_role end) end,
           f.action, f.outcome, f.reason, f.in_list
      from with_roles f left join person p on p.id = f.person_id
     where not (f.action = 'follow plan' and f.outcome = 'done')
       and (who is null or f.person_id = who)
       and (from_day is null or f.at >= from_day::timestamp at time zone 'Europe/London')
       and (to_day is null or f.at < (to_day + 1)::timestamp at time zone 'Europe/London');
end $$;
