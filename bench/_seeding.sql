-- {n} plans, 30 to a company, written straight into the tables by their owner. Every share below is
-- wide enough that each filter still fills a page at 1,000 plans, so that the sizes compare like with like.
-- What stands behind a unique index goes in by its order, which keeps the index's end in memory.
-- Foreign keys are not asked row by row in these sessions; no trigger is dropped or loosened. So nothing here
-- waits for another table, and what stands below each rule is written by a session of its own.
CREATE UNLOGGED TABLE seeded AS
SELECT i,
       md5('case' || i)::uuid AS pk,
       md5('version' || i)::uuid AS version,
       CASE WHEN r < 80 THEN 'draft' WHEN r < 140 THEN 'at_nibn' WHEN r < 210 THEN 'filed'
            WHEN r < 330 THEN 'examination' WHEN r < 400 THEN 'correction' WHEN r < 800 THEN 'certified'
            WHEN r < 900 THEN 'refused' ELSE 'withdrawn' END AS state,
       (r < 60 OR r % 10 = 7) AS on_paper,
       r,
       CASE WHEN i % 9 < 6 THEN {scheme} ELSE {other_scheme} END AS scheme,
       i % {companies} AS company,
       1 + i % 3 AS parties,
       i % 2400 AS title,
       now() - (i % 7000) * interval '1 day' - (i::bigint * 7919 % 86400) * interval '1 second' AS arrived
FROM (SELECT i, ((i::bigint * 7919 + i / 1000) % 1000)::int AS r FROM generate_series(1, {n}) AS i) AS numbered;

-- beside
CREATE TEMP TABLE company AS
SELECT place, {organisations} + place + 1 AS id, name, grams FROM company_words;

INSERT INTO accounts_organisation (id, public_id, kind, name, name_kana, corporate_number, address,
    representative_title, representative_name, created_at) OVERRIDING SYSTEM VALUE
SELECT id, md5('company' || place)::uuid, 'company', name, '', NULL, '', '', '', now() FROM company
WHERE place > 0;
UPDATE company SET id = {own_company}, name = {own_name}, grams = {own_grams} WHERE place = 0;

INSERT INTO accounts_case (id, kind, created_at, filed_at)
SELECT pk, 'plan', arrived, CASE WHEN state <> 'draft' OR on_paper THEN arrived END FROM seeded;

INSERT INTO applications_plan (case_id, state, title, number, channel, started_at, nibn_arrived_at, arrived_at,
    updated_at, due_on, search, assignee_id, lead_id, scheme_id, scheme_version_id, call_id, started_by_id,
    desk_id)
SELECT pk, state, t.text,
       CASE WHEN state <> 'draft' THEN 'GB' || 2026 - i / 50000 || '-' || lpad((i % 50000 + 50000)::text, 5, '0') END,
       CASE WHEN on_paper THEN 'paper' ELSE 'portal' END,
       arrived - interval '20 days',
       CASE WHEN state = 'at_nibn' THEN arrived END,
       CASE WHEN state NOT IN ('draft', 'at_nibn') THEN arrived END,
       arrived + (i % 60) * interval '1 day',
       CASE WHEN state IN ('filed', 'examination', 'correction')
            THEN current_date + (i % 180 - 60) END,
       t.grams || c.grams,
       CASE WHEN state NOT IN ('draft', 'at_nibn', 'filed') THEN {officers} [1 + i / 7 % {each_has_one_in}] END,
       c.id, s.scheme, CASE WHEN state <> 'draft' THEN {scheme_version}::uuid END,
       CASE WHEN s.scheme = {scheme} THEN {call}::uuid ELSE {other_call}::uuid END,
       CASE WHEN on_paper THEN {typist} ELSE {starter} END, CASE WHEN on_paper THEN {desk} END
FROM seeded AS s JOIN company AS c ON c.place = s.company JOIN title_words AS t ON t.place = s.title;

INSERT INTO applications_planparty (id, plan_id, organisation_id, is_lead, "order", agreed_digest)
    OVERRIDING SYSTEM VALUE
SELECT {parties} + i * 3 + k, pk, c.id, k = 0, k, ''
FROM (SELECT * FROM seeded ORDER BY pk) AS s CROSS JOIN LATERAL generate_series(0, parties - 1) AS k
JOIN company AS c ON c.place = CASE WHEN k = 0 THEN company ELSE 1 + (company + k * 7) % ({companies} - 1) END;

INSERT INTO accounts_access (case_id, organisation_id, capacity, valid_from)
SELECT plan_id, organisation_id, CASE WHEN is_lead THEN 'lead' ELSE 'party' END, now() - interval '1 hour'
FROM applications_planparty WHERE id > {parties} AND (is_lead OR organisation_id <> {own_company});

INSERT INTO common_auditevent (at, role, act, subject_type, subject_id, case_id, from_state, to_state, facts)
SELECT arrived, 'system', act, 'applications.plan', pk::text, pk, '', '', '{{}}'
FROM seeded CROSS JOIN LATERAL unnest(CASE state WHEN 'correction' THEN ARRAY['file_plan', 'take_up_plan',
    'request_correction'] WHEN 'certified' THEN ARRAY['file_plan', 'take_up_plan', 'certify_plan'] WHEN 'refused' THEN
    ARRAY['file_plan', 'take_up_plan', 'refuse_plan'] WHEN 'withdrawn' THEN ARRAY['file_plan', 'withdraw_plan'] ELSE
    ARRAY['file_plan'] END) AS act
WHERE state <> 'draft';

INSERT INTO decisions_decision (id, plan_id, version_id, outcome, state, drafted_at, conditions, reasons, weighing,
    particulars, dated_on, snapshot, snapshot_sha256, note, drafted_by_id)
SELECT md5('decision' || i)::uuid, pk, version, 'certification', 'drafted', arrived, '[]', '', '{{}}', '{{}}', current_date,
       '', '', '', {officers} [1]
FROM seeded WHERE state = 'examination' AND i / 60 % 2 = 0;

INSERT INTO reviews_consultation (id, plan_id, version_id, body, state, document_number, dated_on, prepared_at,
    contents, sent_by, answer, answer_number, answer_text, note, prepared_by_id)
SELECT md5('consultation' || i)::uuid, pk, version, 'mof', 'prepared', '', current_date, arrived, '{{}}', '', '', '', '',
       '', {officers} [1]
FROM seeded WHERE state = 'examination' AND i / 60 % 2 = 1;

-- beside
INSERT INTO applications_planversion (id, plan_id, number, act, scheme_version_id, arrived_at, filed_by_id, content,
    manifest, salts, sha256, subsidy)
SELECT version, pk, 1, 'file_plan', {scheme_version}::uuid, arrived, {starter}, '{{}}', '{{}}', '{{}}',
       md5(i::text) || md5(i::text), '{{}}'
FROM seeded WHERE state <> 'draft' ORDER BY pk;

INSERT INTO applications_costline (version_id, party_id, menu, fiscal_year, category, total_cost, eligible_cost)
SELECT version, {parties} + i * 3, 'equipment', 2026 + k / 4, (ARRAY['machinery', 'installation', 'design',
       'other'])[1 + k % 4], 1000000 * (1 + k), 900000 * (1 + k)
FROM (SELECT * FROM seeded WHERE state <> 'draft' ORDER BY version) AS s CROSS JOIN generate_series(0, 11) AS k;
