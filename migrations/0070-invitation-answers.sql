-- An invitation is answered by a private link, without an account. The row keeps the digest of the link's token only; whoever
-- holds the token may read what an invitation says and answer it, and nothing else.
alter table invitation add column link_digest bytea;
alter table invitation add column answer text check (answer in ('accepted', 'declined', 'views-instead'));
alter table invitation add column answer_words text;         -- which day would suit better, or the views sent instead
alter table invitation add column answered_at timestamptz;
create unique index invitation_link on invitation (link_digest) where link_digest is not null;

-- What the link shows. 'gone': not needed any more; 'over': held, or its day has passed; 'open': it can be answered.
create function app.invitation_by_link(digest bytea) returns table (id uuid, pep_id uuid, child_id uuid, authority_id smallint,
  party text, state text, on_date date, at_time time, place text, link text, place_withheld boolean, address_withheld boolean,
  setting_withheld boolean, chair_id uuid, answer text, answer_words text, school_name text, school_email text)
language sql stable security definer rows 1 set search_path = public, app, pg_temp as
$$ select i.id, i.pep_id, i.child_id, i.authority_id, i.party,
     case when i.withdrawn_at is not null or m.on_date is null or c.died_on is not null or c.adopted_on is not null or p.state = 'not-required' then 'gone'
          when m.held_on is not null or m.on_date < app.today() or p.state not in ('planned', 'in-progress', 'returned') then 'over'
          else 'open' end,
     m.on_date, m.at_time, m.place, m.link, m.place_withheld, c.address_withheld, c.setting_withheld, coalesce(m.chair_id, m.arranged_by),
     i.answer, i.answer_words, a.virtual_school_name, a.virtual_school_email
   from invitation i join meeting m on m.pep_id = i.pep_id join pep p on p.id = i.pep_id join child c on c.id = i.child_id
     join authority a on a.id = i.authority_id
  where i.link_digest = invitation_by_link.digest $$;

-- False where it cannot be answered any more.
create function app.answer_invitation(digest bytea, answer text, words text, at timestamptz) returns boolean
language sql security definer set search_path = public, app, pg_temp as
$$ with answered as (update invitation i set answer = answer_invitation.answer, answer_words = answer_invitation.words,
       answered_at = answer_invitation.at from app.invitation_by_link(answer_invitation.digest) o
     where i.id = o.id and o.state = 'open' returning 1) select exists(select from answered) $$;
revoke execute on function app.invitation_by_link(bytea), app.answer_invitation(bytea, text, text, timestamptz) from public;
grant execute on function app.invitation_by_link(bytea), app.answer_invitation(bytea, text, text, timestamptz) to openpep_app;
