import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A command answers its item by an id: of a day of the calendar that is the day, where the sequence of its change stood. */
export class AnswersNameItems1764550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update idempotency i set answer = i.answer || jsonb_build_object('id', d.day::text)
      from calendar_change_day d
      where i.answer ? 'sequence' and d.sequence = (i.answer ->> 'sequence')::int`);
  }

  /** The id beside the sequence is read by nobody of before. */
  async down(): Promise<void> {}
}
