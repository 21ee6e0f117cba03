import { looksRecorder, startAuditKeeper } from '@tiepdan/audit';
import { openDatabase } from '@tiepdan/database';
import { createAppliedVersions, startRelay } from '@tiepdan/event-delivery';
import { connectKafka, consumeInto } from '@tiepdan/kafka';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { matterConsumer, openReader, openStandingBook, standingConsumer } from '@tiepdan/standing';
import { printSubgraph, serveSubgraph } from '@tiepdan/subgraph';
import { notificationDatabase } from './database/database';
import { readNotificationEnvironment } from './environment';
import { DELIVERY_REPORTS_PATH, deliveryReportRoute } from './notices/delivery-report.route';
import { intakeContacts } from './notices/http.contacts';
import { notificationConsumer } from './notices/notification.consumer';
import { startSender } from './notices/sender.worker';
import { smtpMailer } from './notices/smtp.mailer';
import { notificationSubgraph } from './subgraph';

if (process.argv.includes('--print-schema')) console.log(await printSubgraph(notificationSubgraph));
else
  runService('notification', async ({ log, onStop }) => {
    const environment = readNotificationEnvironment(process.env);
    const health = createHealth();
    const now = () => new Date();
    const { pool, readerPool } = await openDatabase(notificationDatabase(environment.DATABASE_URL), onStop);
    await startAuditKeeper({ environment, pool, service: 'notification', now, log, onStop });

    const kafka = connectKafka({
      clientId: 'notification',
      brokers: environment.KAFKA_BROKERS,
      topicPrefix: environment.KAFKA_TOPIC_PREFIX,
      log,
    });
    onStop('kafka', () => kafka.close());
    health.addCheck('kafka', () => kafka.isHealthy());
    const relay = startRelay({ pool, send: kafka.send, log, onStop });
    const wakeRelay = () => relay.wake();

    const mailer = smtpMailer(environment.SMTP_URL, environment.MAIL_FROM, onStop);
    const contacts = intakeContacts(environment.INTAKE_URL, environment.INTAKE_ASSERTION_KEY);
    const sender = startSender({ pool, mailer, contacts, now, wakeRelay, log, onStop });

    const applied = createAppliedVersions(pool, notificationConsumer.name);
    const afterCommit = () => {
      relay.wake();
      sender.wake();
    };
    consumeInto({ kafka, pool, consumer: notificationConsumer, applied, afterCommit, onStop });
    consumeInto({ kafka, pool, consumer: standingConsumer('notification/standing'), onStop });
    consumeInto({ kafka, pool, consumer: matterConsumer('notification/matters'), onStop });

    const standing = openStandingBook(pool, now);
    const { schema } = await notificationSubgraph({ pool, reader: openReader(readerPool), standing, now, wakeRelay });
    await serveSubgraph({
      name: 'notification',
      schema,
      recordLooks: looksRecorder(pool),
      port: environment.PORT,
      assertionKey: environment.ASSERTION_KEY,
      health,
      log,
      onStop,
      hearing: { topics: notificationConsumer.contracts.map(({ topic }) => topic), waitFor: applied.waitFor },
      routes: {
        [`POST ${DELIVERY_REPORTS_PATH}`]: deliveryReportRoute(
          environment.DELIVERY_REPORT_SECRET,
          pool,
          now,
          wakeRelay,
        ),
      },
    });
  });
