-- The demonstration's sign-in lists people before anybody has signed in. Only those of a demonstration authority.
create function app.demonstration_people() returns table (id uuid, name text, demo_word text, roles text[], place text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id, p.name, p.demo_word, array_agg(distinct x.role order by x.role),
         string_agg(distinct x.place, ', ') from person p
    join (select a.person_id, a.role, coalesce(s.name, t.name, u.name) as place from appointment a
            join authority u on u.id = a.authority_id and u.demonstration
            left join setting s on s.id = a.setting_id left join team t on t.id = a.team_id where a.revoked_at is null and a.role <> 'service'
          union all select l.person_id, l.role, u.name from allocation l join authority u on u.id = l.authority_id and u.demonstration
            where l.role in ('carer', 'parent', 'child') and l.revoked_at is null
          union all select g.person_id, g.role, u.name from section_grant g join authority u on u.id = g.authority_id and u.demonstration
            where g.revoked_at is null) x on x.person_id = p.id
   where p.ended_at is null group by p.id, p.name, p.demo_word
$$;
create function app.demonstration_person(word_or_id text) returns uuid
language sql stable security definer set search_path = public, app, pg_temp as $$
  select d.id from app.demonstration_people() d where d.demo_word = word_or_id or d.id::text = word_or_id limit 1
$$;
revoke execute on function app.demonstration_people(), app.demonstration_person(text) from public;
grant execute on function app.demonstration_people(), app.demonstration_person(text) to openpep_app;
