import { openDatabase } from '@tiepdan/database';
import { createAppliedVersions, startRelay } from '@tiepdan/event-delivery';
import { connectKafka, consumeInto } from '@tiepdan/kafka';
import { loadLaw } from '@tiepdan/law';
import { loadProvince } from '@tiepdan/province';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { serveSubgraph } from '@tiepdan/subgraph';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from './agencies/load-province.repository';
import { openCalendarBook } from './calendar/calendar-book.repository';
import { loadCalendarInto } from './calendar/load-calendar.repository';
import { startRecomputation } from './calendar/recompute.worker';
import { petitionConsumer } from './cases/petition.consumer';
import { assignmentDatabase } from './database/database';
import { LAW_DATA_DEFAULT, readAssignmentEnvironment } from './environment';
import { assignmentSubgraph, printedSchema } from './subgraph';

if (process.argv.includes('--print-schema')) console.log(await printedSchema(LAW_DATA_DEFAULT));
else
  runService('assignment', async ({ log, onStop }) => {
    const environment = readAssignmentEnvironment(process.env);
    const health = createHealth();
    const now = () => new Date();
    const law = loadLaw(environment.LAW_DATA);
    const workflow = loadWorkflows(environment.LAW_DATA);
    const { pool } = await openDatabase(assignmentDatabase(environment.DATABASE_URL), onStop);
    const changed = await loadProvinceInto(pool, loadProvince(environment.PROVINCE_DATA), now());
    log.info({ changed }, 'the register of agencies is loaded');
    const changedDays = await loadCalendarInto(pool, law.calendar, now());
    log.info({ changedDays }, 'the working-day calendar is loaded');
    const book = openCalendarBook(pool, law);

    const kafka = connectKafka({
      clientId: 'assignment',
      brokers: environment.KAFKA_BROKERS,
      topicPrefix: environment.KAFKA_TOPIC_PREFIX,
      log,
    });
    onStop('kafka', () => kafka.close());
    health.addCheck('kafka', () => kafka.isHealthy());
    const relay = startRelay({ pool, send: kafka.send, log, onStop });
    const wakeRelay = () => relay.wake();

    const consumer = petitionConsumer({ book, workflow, now });
    const applied = createAppliedVersions(pool, consumer.name);
    consumeInto({ kafka, pool, consumer, applied, afterCommit: wakeRelay, onStop });

    const recomputation = startRecomputation({ pool, book, now, wakeRelay, log, onStop });
    const { schema } = await assignmentSubgraph({
      pool,
      book,
      workflow,
      now,
      wakeRelay,
      wakeRecomputation: () => recomputation.wake(),
    });
    await serveSubgraph({
      name: 'assignment',
      schema,
      port: environment.PORT,
      assertionKey: environment.ASSERTION_KEY,
      health,
      log,
      onStop,
      hearing: { topics: consumer.contracts.map(({ topic }) => topic), waitFor: applied.waitFor },
    });
  });
