import { migrate } from '@tiepdan/database';
import { runMigration } from '@tiepdan/service-runtime';
import { intakeDatabase } from './database';

runMigration('intake', (url) => migrate(intakeDatabase(url)));
