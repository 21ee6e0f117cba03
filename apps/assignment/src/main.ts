import { openDatabase } from '@tiepdan/database';
import { createAppliedVersions, startRelay } from '@tiepdan/event-delivery';
import { connectKafka, consumeInto } from '@tiepdan/kafka';
import { loadLaw } from '@tiepdan/law';
import { loadProvince } from '@tiepdan/province';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { serveSubgraph } from '@tiepdan/subgraph';
import { loadProvinceInto } from './agencies/load-province.repository';
import { loadCaseWorkflow } from './cases/case-workflow';
import { petitionConsumer } from './cases/petition.consumer';
import { assignmentDatabase } from './database/database';
import { LAW_DATA_DEFAULT, readAssignmentEnvironment } from './environment';
import { assignmentSubgraph, printedSchema } from './subgraph';

if (process.argv.includes('--print-schema'))
  console.log(await printedSchema(loadLaw(LAW_DATA_DEFAULT), LAW_DATA_DEFAULT));
else
  runService('assignment', async ({ log, onStop }) => {
    const environment = readAssignmentEnvironment(process.env);
    const health = createHealth();
    const now = () => new Date();
    const law = loadLaw(environment.LAW_DATA);
    const workflow = loadCaseWorkflow(environment.LAW_DATA, law);
    const { pool } = await openDatabase(assignmentDatabase(environment.DATABASE_URL), onStop);
    const changed = await loadProvinceInto(pool, loadProvince(environment.PROVINCE_DATA), now());
    log.info({ changed }, 'the register of agencies is loaded');

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

    const consumer = petitionConsumer({ law, workflow, now });
    const applied = createAppliedVersions(pool, consumer.name);
    consumeInto({ kafka, pool, consumer, applied, afterCommit: wakeRelay, onStop });

    const { schema } = await assignmentSubgraph({ pool, law, workflow, now, wakeRelay });
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
