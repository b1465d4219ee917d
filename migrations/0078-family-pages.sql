-- How the child wants their own pages to look.
alter table views add column look text[] check (look <@ array['big', 'easy']);                  -- null: not chosen in this plan

-- The next meeting of each child for the carer, the parent and the child themselves. A parent may not read the meeting's row:
-- they are told the day once the social worker has said yes for that plan, and no place that is withheld.
create function app.coming_meetings()
returns table (child_id uuid, role text, on_date date, at_time text, place text, link text, withheld boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with mine as (
    select distinct a.child_id, a.role from allocation a
     where a.person_id = app.person() and a.role in ('carer', 'parent', 'child') and a.revoked_at is null
       and a.starts <= app.today() and (a.ends is null or a.ends > app.today())
       and a.child_id = any(app.my_children(array[a.role]))
  ), arranged as (
    select distinct on (i.child_id, i.role) i.child_id, i.role, m.on_date, to_char(m.at_time, 'HH24:MI') as at_time, m.place, m.link,
           i.role = 'parent' and (c.setting_withheld or c.address_withheld or m.place_withheld) as withheld
      from mine i join child c on c.id = i.child_id join pep p on p.child_id = i.child_id join meeting m on m.pep_id = p.id
     where p.state not in ('signed-off', 'not-required') and m.held_on is null and m.on_date >= app.today()
       and (i.role <> 'parent' or m.parent_agreed_on is not null)
     order by i.child_id, i.role, m.on_date
  ), named as (
    select distinct on (i.child_id, i.role) i.child_id, i.role, m.next_on
      from mine i join pep p on p.child_id = i.child_id join meeting m on m.pep_id = p.id
     where p.state in ('submitted', 'returned', 'signed-off') and m.next_on >= app.today()
       and (i.role <> 'parent' or m.parent_agreed_on is not null)
     order by i.child_id, i.role, p.opened_on desc, p.id desc
  )
  select i.child_id, i.role, coalesce(a.on_date, n.next_on), a.at_time, case when not a.withheld then a.place end,
         case when not a.withheld then a.link end, coalesce(a.withheld, false)
    from mine i left join arranged a on a.child_id = i.child_id and a.role = i.role
      left join named n on n.child_id = i.child_id and n.role = i.role
   where coalesce(a.on_date, n.next_on) is not null
$$;
revoke execute on function app.coming_meetings() from public;
grant execute on function app.coming_meetings() to openpep_app;
