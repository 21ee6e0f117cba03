import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL itself leaves out what a reader must not see, should a statement ever forget to. */
export class GuardRows1764291600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table cases enable row level security;
      create policy application on cases to tiepdan_application using (true) with check (true);
      create policy reader on cases for select to tiepdan_reader using (
        (
          (select current_setting('tiepdan.everywhere', true) = 'true')
          or (agency_id = any((select nullif(current_setting('tiepdan.bodies', true), '')::uuid[])::uuid[])
            or coalesce(officer_id = any((select nullif(current_setting('tiepdan.officers', true), '')::uuid[])::uuid[]), false))
        )
        and not (
          coalesce(cases.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_people', true), '')::uuid[])::uuid[]), false)
          or (cases.is_protected and (
            coalesce(cases.respondent_agency_id = any((select nullif(current_setting('tiepdan.conflict_bodies', true), '')::uuid[])::uuid[]), false)
            or coalesce(cases.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_superiors', true), '')::uuid[])::uuid[]), false)))
        )
        and not (earlier_handlers && (select nullif(current_setting('tiepdan.conflict_people', true), '')::uuid[])::uuid[])
      );
      grant select on cases to tiepdan_reader`);
    // What belongs to a case is seen by those who see the case.
    await runner.query(`
      alter table case_petition enable row level security;
      create policy application on case_petition to tiepdan_application using (true) with check (true);
      create policy reader on case_petition for select to tiepdan_reader using (exists (select from cases c where c.id = case_petition.case_id));
      grant select on case_petition to tiepdan_reader;

      alter table case_deadline enable row level security;
      create policy application on case_deadline to tiepdan_application using (true) with check (true);
      create policy reader on case_deadline for select to tiepdan_reader using (exists (select from cases c where c.id = case_deadline.case_id));
      grant select on case_deadline to tiepdan_reader;

      alter table case_act enable row level security;
      create policy application on case_act to tiepdan_application using (true) with check (true);
      create policy reader on case_act for select to tiepdan_reader using (exists (select from cases c where c.id = case_act.case_id));
      grant select on case_act to tiepdan_reader;

      alter table event enable row level security;
      create policy application on event to tiepdan_application using (true) with check (true);
      create policy reader on event for select to tiepdan_reader using (exists (select from cases c where c.id = event.aggregate_id));
      grant select on event to tiepdan_reader`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select on event from tiepdan_reader;
      drop policy application on event;
      drop policy reader on event;
      alter table event disable row level security;

      revoke select on case_petition from tiepdan_reader;
      drop policy application on case_petition;
      drop policy reader on case_petition;
      alter table case_petition disable row level security;

      revoke select on case_deadline from tiepdan_reader;
      drop policy application on case_deadline;
      drop policy reader on case_deadline;
      alter table case_deadline disable row level security;

      revoke select on case_act from tiepdan_reader;
      drop policy application on case_act;
      drop policy reader on case_act;
      alter table case_act disable row level security;

      revoke select on cases from tiepdan_reader;
      drop policy application on cases;
      drop policy reader on cases;
      alter table cases disable row level security`);
  }
}
