-- In which language somebody reads their own pages, as they last chose.
create table language_choice (
  person_id uuid primary key references person,
  language text not null,
  chosen_at timestamptz not null default now()
);
alter table language_choice enable row level security;
create policy language_choice_own on language_choice using (person_id = (select app.person()));
grant select, insert, update on language_choice to openpep_app;
-- Whoever has no account chooses for the link that they were sent.
alter table invitation add column language text;
alter table poll_vote add column language text;

-- Which languages an authority has had checked by somebody who speaks them: who, when, and the very words that they read.
create table authority_language (
  authority_id smallint not null references authority,
  language text not null,
  version text not null,                                   -- of the file that was checked
  words jsonb not null,                                    -- by key: the English and the translation that were checked
  checked_by text not null,
  checked_on date not null,
  recorded_by uuid not null references person,
  recorded_at timestamptz not null,
  turned_off boolean not null default false,
  primary key (authority_id, language)
);
alter table authority_language enable row level security;
create policy authority_language_own on authority_language
  using (authority_id = any((select app.my_authorities())::smallint[]))
  with check (authority_id = any((select app.my_authorities())::smallint[]));
grant select, insert, update on authority_language to openpep_app;

-- What a reader's page needs to know of languages: no names.
create function app.checked_languages(authority smallint) returns jsonb
language sql stable security definer set search_path = public, app, pg_temp as
$$ select coalesce(jsonb_object_agg(language, jsonb_build_object('version', version, 'off', turned_off)), '{}')
     from authority_language where authority_id = checked_languages.authority $$;
-- Of a page about a child, for whoever stands to the child.
create function app.reading_of(child uuid) returns table (chosen text, interpreter_language text, first_language text, checked jsonb)
language sql stable security definer rows 1 set search_path = public, app, pg_temp as
$$ select (select language from language_choice where person_id = app.person()), c.interpreter_language, c.first_language,
     app.checked_languages(c.authority_id) from child c where c.id = reading_of.child and app.my_standing(c.id) <> '{}' $$;
-- Of a private link: whoever holds its token may read it and choose its language.
create function app.reading_by_link(digest bytea)
returns table (party text, chosen text, interpreter_language text, first_language text, checked jsonb)
language sql stable security definer rows 1 set search_path = public, app, pg_temp as
$$ with found as (
     select l.detail ->> 'party' as party, p.child_id, (select language from language_choice where person_id = l.person_id) as chosen
       from app.one_time_link l join pep p on p.id = l.pep_id where l.token_hash = reading_by_link.digest and l.purpose = 'views'
     union all
     select i.party, i.child_id, coalesce(i.language, (select language from language_choice where person_id = i.person_id))
       from invitation i where i.link_digest = reading_by_link.digest
     union all
     select v.party, v.child_id, coalesce(v.language, (select language from language_choice where person_id = v.person_id))
       from poll_vote v where v.link_digest = reading_by_link.digest)
   select f.party, f.chosen, c.interpreter_language, c.first_language, app.checked_languages(c.authority_id)
     from found f join child c on c.id = f.child_id $$;
create function app.choose_language_by_link(digest bytea, language text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update invitation i set language = choose_language_by_link.language where i.link_digest = digest;
  update poll_vote v set language = choose_language_by_link.language where v.link_digest = digest;
  insert into language_choice (person_id, language)
    select person_id, choose_language_by_link.language from app.one_time_link l where l.token_hash = digest and l.purpose = 'views'
    on conflict (person_id) do update set language = excluded.language, chosen_at = now();
end $$;
revoke execute on function app.checked_languages(smallint), app.reading_of(uuid), app.reading_by_link(bytea),
  app.choose_language_by_link(bytea, text) from public;
grant execute on function app.checked_languages(smallint), app.reading_of(uuid), app.reading_by_link(bytea),
  app.choose_language_by_link(bytea, text) to openpep_app;
