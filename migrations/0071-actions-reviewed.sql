-- What a meeting agreed comes back in the next plan: done, going on with another date, or not needed any more, each with why.
alter table action add column done_by uuid references person;
alter table action add column outcome text check (outcome in ('done', 'goes-on', 'not-needed'));
alter table action add column outcome_words text;
alter table action add column reviewed_in uuid;              -- the pep in whose meeting it was looked at
alter table action add column reviewed_by uuid references person;
alter table action add column reviewed_on date;
alter table action add column carried_from uuid references action on delete set null;
alter table action add constraint action_reviewed_in foreign key (authority_id, child_id, reviewed_in) references pep (authority_id, child_id, id);
alter table action add constraint action_reviewed_whole check ((outcome is null) = (reviewed_in is null));
create unique index action_carried on action (carried_from) where carried_from is not null;
create index action_child on action (child_id);
