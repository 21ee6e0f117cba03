import { looksRecorder, startAuditKeeper } from '@tiepdan/audit';
import { openDatabase } from '@tiepdan/database';
import { createAppliedVersions, startRelay } from '@tiepdan/event-delivery';
import { connectKafka, consumeInto } from '@tiepdan/kafka';
import { loadLaw } from '@tiepdan/law';
import { loadProvince } from '@tiepdan/province';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { openReader, openStandingBook } from '@tiepdan/standing';
import { callerOf, printSubgraph, serveSubgraph } from '@tiepdan/subgraph';
import { loadWorkflows } from '@tiepdan/workflow';
import { loadProvinceInto } from './province/load-province.worker';
import { openCalendarBook } from './calendar/calendar-book.repository';
import { loadCalendarInto } from './calendar/load-calendar.worker';
import { startRecomputation } from './calendar/recompute.worker';
import { petitionConsumer } from './cases/petition.consumer';
import { assignmentDatabase } from './database/database';
import { ownRegister } from './duties/standing.repository';
import { STANDING_ROUTE, standingRoute } from './duties/standing.route';
import { readAssignmentEnvironment } from './environment';
import { assignmentSubgraph } from './subgraph';

if (process.argv.includes('--print-schema')) console.log(await printSubgraph(assignmentSubgraph));
else
  runService('assignment', async ({ log, onStop }) => {
    const environment = readAssignmentEnvironment(process.env);
    const health = createHealth();
    const now = () => new Date();
    const law = loadLaw(environment.LAW_DATA);
    const workflow = loadWorkflows(environment.LAW_DATA);
    const { pool, readerPool } = await openDatabase(assignmentDatabase(environment.DATABASE_URL), onStop);
    await startAuditKeeper({ environment, pool, service: 'assignment', now, log, onStop });
    const changed = await loadProvinceInto(pool, loadProvince(environment.PROVINCE_DATA), now());
    log.info({ changed }, 'the register of agencies is loaded');
    log.info(await loadCalendarInto(pool, law.calendar, now()), 'the working-day calendar is loaded');
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

    const standing = openStandingBook(pool, now, ownRegister);
    const consumer = petitionConsumer({ book, standing, workflow, now });
    const applied = createAppliedVersions(pool, consumer.name);
    consumeInto({ kafka, pool, consumer, applied, afterCommit: wakeRelay, onStop });

    const recomputation = startRecomputation({ pool, book, now, wakeRelay, log, onStop });
    const { schema } = await assignmentSubgraph({
      pool,
      reader: openReader(readerPool),
      book,
      standing,
      workflow,
      now,
      wakeRelay,
      wakeRecomputation: () => recomputation.wake(),
    });
    const own = { name: 'assignment', assertionKey: environment.ASSERTION_KEY };
    await serveSubgraph({
      ...own,
      schema,
      recordLooks: looksRecorder(pool),
      port: environment.PORT,
      health,
      log,
      onStop,
      routes: { [STANDING_ROUTE]: standingRoute(pool, now, (request, body) => callerOf(own, request, body)) },
      hearing: { topics: consumer.contracts.map(({ topic }) => topic), waitFor: applied.waitFor },
    });
  });
