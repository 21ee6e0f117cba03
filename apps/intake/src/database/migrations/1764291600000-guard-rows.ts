import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, inConflictTold, openTable, unguardTable, withinTold } from '@tiepdan/standing';
import { petitionMatter } from '../../reach/petition-reach.repository';

/** PostgreSQL itself leaves out what a reader must not see, should a statement ever forget to. */
export class GuardRows1764291600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    // A view reads with its owner's rights: whether a visit is hidden depends on petitions that are hidden themselves.
    await run(`
      create view visit_matter as
        select visit_id, denouncer_protected, respondent_agency_id, respondent_officer_id
        from petition where visit_id is not null`);
    await openTable(run, 'visit_matter');
    await guardTable(
      run,
      'petition',
      `${withinTold({ agency: 'receiving_agency_id' })} and not ${inConflictTold(petitionMatter('petition'))}`,
    );
    await guardTable(
      run,
      'visit',
      `${withinTold({ agency: 'agency_id' })} and not exists (
         select from visit_matter brought where brought.visit_id = visit.id and ${inConflictTold(petitionMatter('brought'))})`,
    );
    await guardTable(run, 'petitioner', 'exists (select from petition p where p.id = petitioner.petition_id)');
    await guardTable(run, 'visitor', 'exists (select from visit v where v.id = visitor.visit_id)');
    await guardTable(
      run,
      'citizen',
      `exists (select from petitioner p where p.citizen_id = citizen.id)
       or exists (select from visitor v where v.citizen_id = citizen.id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const run = (sql: string) => runner.query(sql);
    for (const table of ['citizen', 'visitor', 'petitioner', 'visit', 'petition']) await unguardTable(run, table);
    await run('drop view visit_matter');
  }
}
