import { migrate } from '@tiepdan/database';
import { runMigration } from '@tiepdan/service-runtime';
import { assignmentDatabase } from './database';

runMigration('assignment', (url) => migrate(assignmentDatabase(url)));
