import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A command answers its item by an id: of a decision on how denouncers are kept that is agency and day. */
export class AnswersNameItems1764550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update idempotency
      set answer = answer || jsonb_build_object('id', (answer ->> 'agencyId') || ' ' || (answer ->> 'from'))
      where answer ? 'keptIn'`);
  }

  /** The id beside agency and day is read by nobody of before. */
  async down(): Promise<void> {}
}
