import { migrate } from '@tiepdan/database';
import { runMigration } from '@tiepdan/service-runtime';
import { notificationDatabase } from './database';

runMigration('notification', (url) => migrate(notificationDatabase(url)));
