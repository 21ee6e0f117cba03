import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL itself leaves out what a reader must not see, should a statement ever forget to. */
export class GuardRows1764291600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant select on agency to tiepdan_reader;
      grant select on standing_matter to tiepdan_reader`);
    await runner.query(`
      alter table notice enable row level security;
      create policy application on notice to tiepdan_application using (true) with check (true);
      create policy reader on notice for select to tiepdan_reader using (
        (
          (select current_setting('tiepdan.everywhere', true) = 'true')
          or (agency_id = any((select nullif(current_setting('tiepdan.bodies', true), '')::uuid[])::uuid[])
            or coalesce(officer_id = any((select nullif(current_setting('tiepdan.officers', true), '')::uuid[])::uuid[]), false))
        )
        and not exists (
          select from standing_matter m where m.id = notice.petition_id and (
            coalesce(m.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_people', true), '')::uuid[])::uuid[]), false)
            or (m.is_protected and (
              coalesce(m.respondent_agency_id = any((select nullif(current_setting('tiepdan.conflict_bodies', true), '')::uuid[])::uuid[]), false)
              or coalesce(m.respondent_officer_id = any((select nullif(current_setting('tiepdan.conflict_superiors', true), '')::uuid[])::uuid[]), false)))
          )
        )
        and (
          notice.petition_id is null
          or exists (select from standing_matter m where m.id = notice.petition_id)
        )
      );
      grant select on notice to tiepdan_reader`);
    await runner.query(`
      alter table delivery_attempt enable row level security;
      create policy application on delivery_attempt to tiepdan_application using (true) with check (true);
      create policy reader on delivery_attempt for select to tiepdan_reader using (exists (select from notice n where n.id = delivery_attempt.notice_id));
      grant select on delivery_attempt to tiepdan_reader`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select on delivery_attempt from tiepdan_reader;
      drop policy application on delivery_attempt;
      drop policy reader on delivery_attempt;
      alter table delivery_attempt disable row level security;

      revoke select on notice from tiepdan_reader;
      drop policy application on notice;
      drop policy reader on notice;
      alter table notice disable row level security`);
  }
}
