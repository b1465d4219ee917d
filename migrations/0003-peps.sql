create table pep (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  year text not null,
  term text not null check (term in ('autumn', 'spring', 'summer')),
  kind text not null check (kind in ('initial', 'termly', 'interim', 'transition', 'leaving-care')),
  phase text not null check (phase in ('early-years', 'primary', 'secondary', 'post-16')),
  circumstances text[] not null default '{}',
  form_version text not null,
  state text not null default 'planned'
    check (state in ('planned', 'in-progress', 'submitted', 'returned', 'signed-off', 'not-required')),
  setting_id uuid references setting,
  previous_pep_id uuid references pep,
  day_zero date,                                           -- care began, or the second birthday in care
  opened_on date not null,
  submitted_on date,
  submitted_by uuid references person,
  returned_on date,
  resubmitted_on date,
  signed_off_on date,
  signed_off_at timestamptz,
  signed_off_by uuid references person,
  unchecked_at_sign_off boolean not null default false,    -- "not checked by the social worker"
  not_required_reason text,
  not_required_by uuid references person,
  leaving_care_plan jsonb,                                 -- what continues, who stays in touch
  foreign key (authority_id, child_id) references child (authority_id, id),
  unique (authority_id, child_id, id)
);
create index pep_child on pep (child_id, year, term);
create index pep_setting on pep (setting_id);
create unique index pep_once_a_term on pep (child_id, year, term, kind) where state <> 'not-required';

-- DT and SW of an open pep keep that pep, and nothing newer, until it is signed off.
create table pep_keeper (
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null references pep,
  person_id uuid not null references person,
  role text not null check (role in ('designated-teacher', 'social-worker')),
  primary key (pep_id, person_id, role),
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index pep_keeper_person on pep_keeper (person_id);

-- Delegates and invited professionals: named children, named sections, an end date.
create table section_grant (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null references pep,
  person_id uuid not null references person,
  role text not null check (role in ('delegate', 'invited-professional')),
  sections text[] not null,
  granted_by uuid not null references person,
  starts date not null,
  ends date,
  revoked_at timestamptz,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index section_grant_person on section_grant (person_id);

create table answer (
  pep_id uuid not null,
  question text not null,
  authority_id smallint not null,
  child_id uuid not null,
  section text not null,
  audience text[] not null,                                -- which copies it may appear in, beyond the authority's own
  value jsonb,
  raw text,                                                -- as typed, where it is not valid
  valid boolean not null default true,
  version integer not null,
  written_by uuid not null references person,
  written_for uuid references person,                      -- "entered by X for Y"
  written_at timestamptz not null,
  carried_from uuid,                                       -- the pep it was carried from, until somebody says "still true"
  primary key (pep_id, question),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create table answer_version (
  pep_id uuid not null,
  question text not null,
  version integer not null,
  authority_id smallint not null,
  child_id uuid not null,
  section text not null,
  audience text[] not null,
  value jsonb,
  raw text,
  valid boolean not null,
  mutation uuid not null,
  written_by uuid not null references person,
  written_for uuid references person,
  written_at timestamptz not null,
  primary key (pep_id, question, version),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create unique index answer_version_mutation on answer_version (written_by, mutation);
-- The later text of a clash, kept until somebody chooses.
create table answer_rival (
  id uuid primary key,
  pep_id uuid not null,
  question text not null,
  authority_id smallint not null,
  child_id uuid not null,
  section text not null,
  audience text[] not null,
  base_version integer not null,
  value jsonb,
  raw text,
  valid boolean not null,
  mutation uuid not null,
  written_by uuid not null references person,
  written_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid references person,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create unique index answer_rival_mutation on answer_rival (written_by, mutation);
create index answer_rival_pep on answer_rival (pep_id) where settled_at is null;

create table section_state (
  pep_id uuid not null,
  section text not null,
  authority_id smallint not null,
  child_id uuid not null,
  complete_by uuid references person,
  complete_on date,
  primary key (pep_id, section),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create table section_return (
  id uuid primary key,
  pep_id uuid not null,
  section text not null,
  authority_id smallint not null,
  child_id uuid not null,
  reason text not null,
  returned_by uuid not null references person,
  returned_on date not null,
  resolved_on date,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index section_return_pep on section_return (pep_id);

create table meeting (
  pep_id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  on_date date,
  at_time time,
  place text,
  link text,
  place_withheld boolean not null default false,
  chair_id uuid references person,
  interpreter text check (interpreter in ('not-needed', 'requested', 'confirmed')),
  arranged_on date,
  arranged_by uuid references person,
  ics_sequence integer not null default 0,
  parent_agreed_by uuid references person,                 -- the SW has said yes for this pep
  parent_agreed_on date,
  held_on date,
  held_recorded_by uuid references person,
  held_without text,                                       -- who leads, or the SW, was missing
  notes text,
  next_on date,
  next_reason text,                                        -- why it lies outside the first half of next term
  next_flagged boolean not null default false,             -- that term had no calendar yet
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index meeting_date on meeting (on_date);
create table invitation (
  id uuid primary key,
  pep_id uuid not null references meeting,
  authority_id smallint not null,
  child_id uuid not null,
  party text not null,                                     -- designated-teacher, social-worker, carer, parent, child, next-setting, interpreter, other
  person_id uuid references person,
  name text not null,
  email text,
  sent_at timestamptz,
  withdrawn_at timestamptz,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index invitation_pep on invitation (pep_id);
create table attendee (
  pep_id uuid not null references meeting,
  party text not null,
  authority_id smallint not null,
  child_id uuid not null,
  presence text not null check (presence in ('all', 'part', 'apology', 'views-sent', 'not-invited')),
  reason text,
  name text,
  primary key (pep_id, party),
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create table action (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  words text not null,
  owner_party text not null,
  owner_person_id uuid references person,
  owner_name text,
  due date,
  done_on date,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index action_pep on action (pep_id);
create index action_owner on action (owner_person_id) where done_on is null;

-- What the child, the carer, the parent, the social worker say: when and how it was heard, or why not. Their words are answers J to M.
create table views (
  pep_id uuid not null,
  party text not null check (party in ('child', 'carer', 'parent', 'social-worker')),
  authority_id smallint not null,
  child_id uuid not null,
  recorded_on date,
  how text check (how in ('in-person', 'hand-over', 'link', 'telephone', 'typed-by-adult', 'meeting')),
  recorded_by uuid references person,
  reason_none text,
  readers text[],                                          -- the child's choice: carer, parent, setting
  wants_to_come text check (wants_to_come in ('all', 'part', 'no', 'unsure')),
  with_whom text,
  read_at timestamptz,
  read_by uuid references person,
  primary key (pep_id, party),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);

create table target (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  place smallint not null,                                 -- order in the plan
  area text not null,
  need text not null default '',
  baseline text not null default '',
  words text not null,
  child_words text not null default '',
  actions jsonb not null default '[]',                     -- [{ who, what }]
  lead_name text not null default '',
  lead_person_id uuid references person,
  starts date,
  due date,
  success text not null default '',
  intervention text not null default '',
  cost_pence integer not null default 0 check (cost_pence >= 0),
  carried_from uuid references target,
  version integer not null default 1,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index target_pep on target (pep_id);
create table target_review (
  target_id uuid primary key references target,
  reviewed_in uuid not null,                               -- the pep in whose meeting it was reviewed
  authority_id smallint not null,
  child_id uuid not null,
  outcome text not null check (outcome in ('achieved', 'partly', 'not', 'no-longer-relevant')),
  evidence text not null default '',
  why text not null default '',
  spent_pence integer not null default 0 check (spent_pence >= 0),
  impact text check (impact in ('significant', 'moderate', 'minimal', 'none')),
  next_step text check (next_step in ('close', 'adapt', 'break-down')),
  reviewed_by uuid not null references person,
  reviewed_on date not null,
  foreign key (authority_id, child_id, reviewed_in) references pep (authority_id, child_id, id)
);
create index target_review_pep on target_review (reviewed_in);
create table premium_line (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  target_id uuid references target,
  category text not null,
  provider text not null default '',
  what text not null,
  unit text not null default '',
  quantity numeric(9, 2) not null default 1 check (quantity > 0),
  rate_pence integer not null check (rate_pence >= 0),
  cost_pence integer not null check (cost_pence >= 0),
  recurrence text not null default 'one-off' check (recurrence in ('one-off', 'termly')),
  other_money text not null default '',
  decision text check (decision in ('agreed', 'agreed-in-part', 'declined')),
  agreed_pence integer check (agreed_pence >= 0),
  decision_reason text,
  decided_by uuid references person,
  decided_on date,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index premium_line_pep on premium_line (pep_id);

create table attendance_summary (
  pep_id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  from_date date not null,
  to_date date not null,
  possible integer not null check (possible >= 0),
  attended integer not null check (attended >= 0 and attended <= possible),
  authorised integer not null default 0,
  unauthorised integer not null default 0,
  late integer not null default 0,
  by_week jsonb not null default '[]',                     -- [{ week: date, possible, attended }]
  source text not null default 'typed',
  written_by uuid references person,
  written_on date not null,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create table suspension (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  starts date not null,
  sessions integer not null check (sessions > 0),
  reason text not null,
  led_up text not null default '',
  support text not null default '',
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index suspension_pep on suspension (pep_id);
create table attainment (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  subject text not null,
  scale text not null,
  working_at text,
  previous text,
  predicted text,
  goal text,
  on_track boolean,
  attitude text,
  explanation text not null default '',
  unique (pep_id, subject),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);

create table pep_check (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  outcome text not null check (outcome in ('confirmed', 'correction-asked')),
  checked_by uuid not null references person,
  checked_on date not null,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index pep_check_pep on pep_check (pep_id);
create table correction (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  question text not null,
  remark text not null,
  asked_by uuid not null references person,
  asked_on date not null,
  due date not null,
  writer_id uuid not null references person,               -- whose answer reopens
  outcome text check (outcome in ('mended', 'declined')),
  reply text,
  settled_on date,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index correction_pep on correction (pep_id);
create index correction_writer on correction (writer_id) where outcome is null;

create table quality_review (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  ratings jsonb not null,                                  -- { criterion: { rating | notApplicable, comment } }
  overall text not null check (overall in ('red', 'amber', 'green', 'gold')),
  override_reason text,
  outcome text not null check (outcome in ('returned', 'signed-off', 'rated')),
  rated_by uuid not null references person,
  rated_on date not null,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index quality_review_pep on quality_review (pep_id);
create table feedback (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  section text,
  words text not null,
  given_by uuid not null references person,
  given_on date not null,
  answer text,
  answered_by uuid references person,
  answered_on date,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index feedback_pep on feedback (pep_id);
create table addendum (
  id uuid primary key,
  pep_id uuid not null,
  authority_id smallint not null,
  child_id uuid not null,
  words text not null,
  written_by uuid not null references person,
  written_on date not null,
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index addendum_pep on addendum (pep_id);

create table concern (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid references pep,
  stage text not null check (stage in ('before', 'after')),
  words text not null,
  raised_by uuid not null references person,
  raised_on date not null,
  adviser_id uuid references person,
  outcome text,
  answered_on date,
  closed_on date,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index concern_child on concern (child_id);
create table concern_message (
  id uuid primary key,
  concern_id uuid not null references concern,
  authority_id smallint not null,
  child_id uuid not null,
  words text not null,
  written_by uuid not null references person,
  written_at timestamptz not null,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index concern_message_concern on concern_message (concern_id);

create table document (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null references pep,
  type text not null,
  title text not null,
  dated date,
  file_name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  audience text[] not null default '{setting}',
  uploaded_by uuid not null references person,
  uploaded_at timestamptz not null,
  withdrawn_at timestamptz,
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create index document_pep on document (pep_id);
create table issued_copy (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null references pep,
  audience text not null check (audience in ('full', 'setting', 'carer', 'parent', 'child')),
  file_name text not null,
  sha256 text not null,
  size integer not null,
  issued_at timestamptz not null,
  released_by uuid references person,                      -- parent's copy: after a second person checked it
  released_on date,
  unique (pep_id, audience, sha256),
  foreign key (authority_id, child_id) references child (authority_id, id)
);
create table delivery (
  id uuid primary key,
  authority_id smallint not null,
  child_id uuid not null,
  pep_id uuid not null references pep,
  channel text not null check (channel in ('folder')),
  state text not null check (state in ('queued', 'sent', 'filed', 'failed')),
  document_name text not null,
  sha256 text,
  sent_at timestamptz,
  filed_on date,
  filed_by uuid references person,                         -- null where the case record acknowledged
  failure text,
  unique (pep_id, channel),
  foreign key (authority_id, child_id) references child (authority_id, id)
);

-- Projection of the rules: rewritten in the transaction of the fact, and nightly. Never read as a source of truth.
create table clock (
  pep_id uuid not null,
  name text not null,
  authority_id smallint not null,
  child_id uuid not null,
  holder text not null,
  starts date,
  due date,
  met_on date,
  stopped text,
  unknown text,
  explanation jsonb not null,
  primary key (pep_id, name),
  foreign key (authority_id, child_id, pep_id) references pep (authority_id, child_id, id)
);
create index clock_open on clock (child_id, due) where met_on is null and stopped is null;
create index clock_authority_open on clock (authority_id, due) where met_on is null and stopped is null;
