import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A denunciation is checked before it is accepted, and only then can it be: those that waited for acceptance are checked now. */
export class CheckDenunciations1764205200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update cases set state = 'CHECKING', stage = 'HANDLING'
      where kind = 'DENUNCIATION' and state = 'PROPOSED_ACCEPT'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update cases set state = 'PROPOSED_ACCEPT', stage = 'PROPOSED'
      where kind = 'DENUNCIATION' and state = 'CHECKING'`);
  }
}
