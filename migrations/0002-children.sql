-- The child and the dated facts from which all access follows. Every row about a child carries authority_id and child_id,
-- tied to the child by a composite key so that they cannot drift. A child belongs to one authority for ever.
create table child (
  id uuid primary key,
  authority_id smallint not null references authority,
  first_name text,                                         -- absent where the source (903) has none
  last_name text,
  preferred_name text,
  pronouns text,
  date_of_birth date not null,
  first_language text,
  interpreter_language text,
  restricted boolean not null default false,               -- seen by named people only
  restricted_reason text,
  address_withheld boolean not null default false,
  setting_withheld boolean not null default false,
  died_on date,
  adopted_on date,
  merged_into uuid,
  search text not null default '',
  unique (authority_id, id)
);
create index child_search on child using gin (search gin_trgm_ops);

-- What carer, parent, delegate and invited professional may not read of the child lives in a table of its own.
create table child_record (
  child_id uuid primary key,
  authority_id smallint not null,
  care_system_id text not null,
  child_id_903 text,
  upn text,
  uln text,
  sex text,
  ethnicity text,
  religion text,
  uasc boolean not null default false,
  sen_status text check (sen_status in ('N', 'K', 'E', 'assessment')),
  year_group_override smallint,
  foreign key (authority_id, child_id) references child (authority_id, id),
  unique (authority_id, care_system_id),
  unique (authority_id, upn)
);
create index child_record_903 on child_record (authority_id, child_id_903);

create table care_period (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  starts date not null,
  ends date,                                               -- half-open; null while in care
  legal_status text,
  short_break boolean not null default false,              -- 903 legal status V3, V4: starts no clock
  end_reason text,
  sudden_end boolean not null default false,
  first_review_on date,                                    -- first looked-after review, if known
  foreign key (authority_id, child_id) references child (authority_id, id),
  check (ends is null or ends >= starts)
);
create index care_period_child on care_period (child_id);

create table placement (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  starts date not null,
  ends date,
  type text,
  provider text,
  ofsted_urn text,                                         -- of the placement, never of a school
  out_of_area boolean,
  foreign key (authority_id, child_id) references child (authority_id, id),
  check (ends is null or ends >= starts)
);
create index placement_child on placement (child_id);

create table placement_address (
  placement_id uuid primary key references placement,
  authority_id smallint not null,
  child_id uuid not null,
  address text,
  postcode text,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create table carer_contact (
  child_id uuid primary key,
  authority_id smallint not null,
  name text,
  email text,
  phone text,
  not_to_setting boolean not null default false,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create table no_contact (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  words text not null,
  foreign key (authority_id, child_id) references child (authority_id, id)
);

create table enrolment (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  setting_id uuid not null references setting,
  starts date not null,
  ends date,
  main boolean not null default true,
  leaving_reason text,
  foreign key (authority_id, child_id) references child (authority_id, id),
  check (ends is null or ends >= starts)
);
create index enrolment_child on enrolment (child_id);
create index enrolment_setting on enrolment (setting_id, authority_id);

create table allocation (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  person_id uuid not null references person,
  role text not null check (role in ('social-worker', 'adviser', 'iro', 'carer', 'parent', 'child')),
  starts date not null,
  ends date,
  revoked_at timestamptz,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index allocation_person on allocation (person_id);
create index allocation_child on allocation (child_id);

-- A restricted child's named people.
create table restricted_reader (
  authority_id smallint not null,
  child_id uuid not null,
  person_id uuid not null references person,
  reason text not null,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  primary key (child_id, person_id),
  foreign key (authority_id, child_id) references child (authority_id, id)
);

create table sdq (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  on_date date not null,
  by_whom text,
  score smallint check (score between 0 and 40),
  reason text,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index sdq_child on sdq (child_id);

create table care_review (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  on_date date not null,
  participation text,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index care_review_child on care_review (child_id, on_date);
