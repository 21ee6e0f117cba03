import { migrate } from '@tiepdan/database';
import { freshDatabase, openToReaders } from '@tiepdan/testkit';
import { notificationDatabase } from './database';

it('the second lock of notification is on every table that readers were given, but for the register and who is concerned', async () => {
  const database = await freshDatabase('notification_guard');
  await migrate(notificationDatabase(database.url));
  expect(await openToReaders(database)).toEqual(['agency', 'standing_matter']);
  await database.drop();
});
