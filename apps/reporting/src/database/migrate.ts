import { migrate } from '@tiepdan/database';
import { runMigration } from '@tiepdan/service-runtime';
import { reportingDatabase } from './database';

runMigration('reporting', (url) => migrate(reportingDatabase(url)));
