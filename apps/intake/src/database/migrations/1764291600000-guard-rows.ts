import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL itself leaves out what a reader must not see, should a statement ever forget to. */
export class GuardRows1764291600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A view reads with its owner's rights: whether a visit is hidden depends on petitions that are hidden themselves.
    await runner.query(`
      create view visit_matter as
        select visit_id, denouncer_protected, respondent_agency_id, respondent_officer_id
        from petition where visit_id is not null;
      grant select on visit_matter to tiepdan_reader`);
    await runner.query(`
      alter table petition enable row level security;
      create policy application on petition to tiepdan_application using (true) with check (true);
      create policy reader on petition for select to tiepdan_reader using (
        (
          (select current_setting('tiepdan.everywhere', true) = 'true')
          or receiving_agency_id = any((select nullif(current_setting('tiepdan.bodies', true), '')::uuid[])::uuid[])
        )
        and not (
          coalesce(petition.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_people', true), '')::uuid[])::uuid[]), false)
          or (petition.denouncer_protected and (
            coalesce(petition.respondent_agency_id = any((select nullif(current_setting('tiepdan.conflict_bodies', true), '')::uuid[])::uuid[]), false)
            or coalesce(petition.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_superiors', true), '')::uuid[])::uuid[]), false)))
        )
      );
      grant select on petition to tiepdan_reader`);
    await runner.query(`
      alter table visit enable row level security;
      create policy application on visit to tiepdan_application using (true) with check (true);
      create policy reader on visit for select to tiepdan_reader using (
        (
          (select current_setting('tiepdan.everywhere', true) = 'true')
          or agency_id = any((select nullif(current_setting('tiepdan.bodies', true), '')::uuid[])::uuid[])
        )
        and not exists (
          select from visit_matter brought where brought.visit_id = visit.id and (
            coalesce(brought.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_people', true), '')::uuid[])::uuid[]), false)
            or (brought.denouncer_protected and (
              coalesce(brought.respondent_agency_id = any((select nullif(current_setting('tiepdan.conflict_bodies', true), '')::uuid[])::uuid[]), false)
              or coalesce(brought.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_superiors', true), '')::uuid[])::uuid[]), false)))
          )
        )
      );
      grant select on visit to tiepdan_reader`);
    await runner.query(`
      alter table petitioner enable row level security;
      create policy application on petitioner to tiepdan_application using (true) with check (true);
      create policy reader on petitioner for select to tiepdan_reader using (exists (select from petition p where p.id = petitioner.petition_id));
      grant select on petitioner to tiepdan_reader;

      alter table visitor enable row level security;
      create policy application on visitor to tiepdan_application using (true) with check (true);
      create policy reader on visitor for select to tiepdan_reader using (exists (select from visit v where v.id = visitor.visit_id));
      grant select on visitor to tiepdan_reader;

      alter table citizen enable row level security;
      create policy application on citizen to tiepdan_application using (true) with check (true);
      create policy reader on citizen for select to tiepdan_reader using (
        exists (select from petitioner p where p.citizen_id = citizen.id)
        or exists (select from visitor v where v.citizen_id = citizen.id)
      );
      grant select on citizen to tiepdan_reader`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select on citizen from tiepdan_reader;
      drop policy application on citizen;
      drop policy reader on citizen;
      alter table citizen disable row level security;

      revoke select on visitor from tiepdan_reader;
      drop policy application on visitor;
      drop policy reader on visitor;
      alter table visitor disable row level security;

      revoke select on petitioner from tiepdan_reader;
      drop policy application on petitioner;
      drop policy reader on petitioner;
      alter table petitioner disable row level security;

      revoke select on visit from tiepdan_reader;
      drop policy application on visit;
      drop policy reader on visit;
      alter table visit disable row level security;

      revoke select on petition from tiepdan_reader;
      drop policy application on petition;
      drop policy reader on petition;
      alter table petition disable row level security;

      drop view visit_matter`);
  }
}
