import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { looksRecorder, startAuditKeeper } from '@tiepdan/audit';
import { openDatabase } from '@tiepdan/database';
import { createAppliedVersions, startRelay } from '@tiepdan/event-delivery';
import { connectKafka, consumeInto } from '@tiepdan/kafka';
import { loadLaw } from '@tiepdan/law';
import { fileKeeper } from '@tiepdan/sealing';
import { createHealth, runService, startRounds, type Health, type ServiceScope } from '@tiepdan/service-runtime';
import { openReader, openStandingBook, standingConsumer } from '@tiepdan/standing';
import { callerOf, printSubgraph, serveSubgraph } from '@tiepdan/subgraph';
import { loadWorkflows } from '@tiepdan/workflow';
import { agencyConsumer } from './agencies/agency.consumer';
import { CONTACT_ROUTE, contactRoute } from './identities/contacts/contact.route';
import { intakeDatabase } from './database/database';
import { readIntakeEnvironment } from './environment';
import { checkSealing } from './people/sealing-check.repository';
import { openReceipts } from './receipts/open-receipts';
import { createGuessLimiter } from './tracking/guess-limiter';
import { progressConsumer } from './tracking/progress.consumer';
import { intakeSubgraph } from './subgraph';
import { openVault } from './identities/vault/open-vault.repository';
import { sweepVault } from './identities/vault/sweep-vault.repository';

const SWEEP_EVERY_MS = 5 * 60_000;

interface Events extends Pick<ServiceScope, 'log' | 'onStop'> {
  readonly environment: ReturnType<typeof readIntakeEnvironment>;
  readonly pool: Pool;
  readonly health: Health;
}

/** Tells what happens here, and hears what happens elsewhere. */
function startEvents({ environment, pool, health, log, onStop }: Events) {
  const kafka = connectKafka({
    clientId: 'intake',
    brokers: environment.KAFKA_BROKERS,
    topicPrefix: environment.KAFKA_TOPIC_PREFIX,
    log,
  });
  onStop('kafka', () => kafka.close());
  health.addCheck('kafka', () => kafka.isHealthy());
  const relay = startRelay({ pool, send: kafka.send, log, onStop });
  const applied = createAppliedVersions(pool, agencyConsumer.name);
  consumeInto({ kafka, pool, consumer: agencyConsumer, applied, onStop });
  consumeInto({ kafka, pool, consumer: standingConsumer('intake/standing'), onStop });
  consumeInto({ kafka, pool, consumer: progressConsumer, onStop });
  return { relay, applied };
}

if (process.argv.includes('--print-schema')) console.log(await printSubgraph(intakeSubgraph));
else
  runService('intake', async ({ log, onStop }) => {
    const environment = readIntakeEnvironment(process.env);
    const health = createHealth();
    const now = () => new Date();
    const { pool, readerPool } = await openDatabase(intakeDatabase(environment.DATABASE_URL), onStop);
    await startAuditKeeper({ environment, pool, service: 'intake', now, log, onStop });
    const keeper = fileKeeper(environment.SEALING_KEYS, { allowsExamples: environment.NODE_ENV !== 'production' });
    await checkSealing(pool, { keeper, variable: 'SEALING_KEYS' });
    const vault = await openVault({ environment, keeper, onStop });
    startRounds({ name: 'vault sweep', everyMs: SWEEP_EVERY_MS, round: () => sweepVault(vault, pool), log, onStop });
    const law = loadLaw(environment.LAW_DATA);
    const receipts = await openReceipts(environment);

    const { relay, applied } = startEvents({ environment, pool, health, log, onStop });
    const { schema } = await intakeSubgraph({
      pool,
      reader: openReader(readerPool),
      law,
      keeper,
      vault,
      receipts,
      guesses: createGuessLimiter({
        now: Date.now,
        onAlarm: (failedPerMinute) => log.error({ failedPerMinute }, 'codes of receipts are being guessed'),
      }),
      workflows: loadWorkflows(environment.LAW_DATA),
      standing: openStandingBook(pool, now),
      now,
      newId: () => v7(),
      wakeRelay: () => relay.wake(),
    });
    const own = { name: 'intake', assertionKey: environment.ASSERTION_KEY };
    await serveSubgraph({
      ...own,
      schema,
      recordLooks: looksRecorder(pool),
      port: environment.PORT,
      health,
      log,
      onStop,
      hearing: { topics: agencyConsumer.contracts.map(({ topic }) => topic), waitFor: applied.waitFor },
      routes: {
        [CONTACT_ROUTE]: contactRoute({ pool, keeper, vault }, (request, body) => callerOf(own, request, body)),
      },
    });
  });
