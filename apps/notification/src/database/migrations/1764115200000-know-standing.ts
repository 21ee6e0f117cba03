import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowStanding1764115200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table standing_body (
        id uuid primary key,
        version int not null,
        parent_id uuid,
        exists_from date not null,
        exists_to date
      );
      create table standing_officer (
        id uuid primary key,
        version int not null,
        suspended boolean not null,
        duties jsonb not null
      );
      create table standing_matter (
        id uuid primary key,
        is_protected boolean not null,
        respondent_agency_id uuid,
        respondent_officer_id uuid
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standing_body, standing_officer, standing_matter');
  }
}
