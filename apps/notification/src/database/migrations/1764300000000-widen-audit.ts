import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Links say by which duty, in whose name and for what something was done; earlier links keep format 1. A head holds only what the
 * next link needs, because it is written with every link. What heads repeated of links does not come back.
 */
export class WidenAudit1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_entry
        add column format smallint not null default 1,
        add column role text,
        add column on_behalf_of uuid,
        add column purpose text;
      alter table audit_head
        drop column actor_id,
        drop column operation,
        drop column object_id,
        drop column recorded_at,
        drop column payload_hash,
        add column anchored bigint not null default 0;
      create index audit_of_object on audit_entry (object_id);
      create table audit_anchor (
        sequence bigint primary key,
        anchored_at timestamptz not null,
        heads jsonb not null,
        hash bytea not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_anchor;
      drop index audit_of_object;
      alter table audit_head drop column anchored;
      alter table audit_entry
        drop column format,
        drop column role,
        drop column on_behalf_of,
        drop column purpose`);
  }
}
