-- Warwickshire exists from the first migration, with its policy (the default) and its calendar, and nobody in it.
insert into authority (id, name, virtual_school_name, virtual_school_email, front_door_name, front_door_phone, premium_policy_url) values
  (937, 'Warwickshire', 'Warwickshire Virtual School', 'virtualschool@warwickshire.gov.uk', 'Warwickshire Family Connect', '01926 414144',
   'https://www.warwickshire.gov.uk/virtual-school');
insert into calendar_term (authority_id, year, term, starts, half_term_starts, half_term_ends, ends, assumed) values
  (937, '2024-25', 'autumn', '2024-09-02', '2024-10-28', '2024-11-01', '2024-12-20', '{}'),
  (937, '2024-25', 'spring', '2025-01-06', '2025-02-17', '2025-02-21', '2025-04-11', '{}'),
  (937, '2024-25', 'summer', '2025-04-28', '2025-05-26', '2025-05-30', '2025-07-18', '{}'),
  (937, '2025-26', 'autumn', '2025-09-01', '2025-10-27', '2025-10-31', '2025-12-19', '{}'),
  (937, '2025-26', 'spring', '2026-01-05', '2026-02-16', '2026-02-20', '2026-03-27', '{}'),
  (937, '2025-26', 'summer', '2026-04-13', '2026-05-25', '2026-05-29', '2026-07-17', '{}'),
  (937, '2026-27', 'autumn', '2026-09-02', '2026-10-26', '2026-10-30', '2026-12-18', '{}'),
  (937, '2026-27', 'spring', '2027-01-05', '2027-02-15', '2027-02-19', '2027-03-25', '{}'),
  (937, '2026-27', 'summer', '2027-04-12', '2027-05-31', '2027-06-04', '2027-07-20', '{ends}');
