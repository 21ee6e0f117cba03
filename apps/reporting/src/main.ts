import { openDatabase } from '@tiepdan/database';
import { createAppliedVersions } from '@tiepdan/event-delivery';
import { connectKafka, consumeInto } from '@tiepdan/kafka';
import { loadLaw } from '@tiepdan/law';
import { loadReportLaw } from '@tiepdan/report-forms';
import { createHealth, runService } from '@tiepdan/service-runtime';
import { matterConsumer, openStandingBook, standingConsumer } from '@tiepdan/standing';
import { printSubgraph, serveSubgraph } from '@tiepdan/subgraph';
import { reportingDatabase } from './database/database';
import { readReportingEnvironment } from './environment';
import { openBookkeeping } from './ledger/bookkeeping';
import { storeChart } from './ledger/books.repository';
import { ledgerConsumer } from './ledger/ledger.consumer';
import { loadFormCells } from './reports/form-cells';
import { reportBooks } from './reports/report.repository';
import { reportingSubgraph } from './subgraph';

if (process.argv.includes('--print-schema')) console.log(await printSubgraph(reportingSubgraph));
else
  runService('reporting', async ({ log, onStop }) => {
    const environment = readReportingEnvironment(process.env);
    const health = createHealth();
    const now = () => new Date();
    const law = { ...loadLaw(environment.LAW_DATA), ...loadReportLaw(environment.LAW_DATA) };
    const bookkeeping = openBookkeeping(law, environment.REPORTING_DATA);
    const forms = loadFormCells(environment.REPORTING_DATA, law, bookkeeping.chart);
    const { pool } = await openDatabase(reportingDatabase(environment.DATABASE_URL), onStop);
    await storeChart(pool, bookkeeping.chart.accounts);

    const kafka = connectKafka({
      clientId: 'reporting',
      brokers: environment.KAFKA_BROKERS,
      topicPrefix: environment.KAFKA_TOPIC_PREFIX,
      log,
    });
    onStop('kafka', () => kafka.close());
    health.addCheck('kafka', () => kafka.isHealthy());
    const consumer = ledgerConsumer(bookkeeping);
    const applied = createAppliedVersions(pool, consumer.name);
    consumeInto({ kafka, pool, consumer, applied, onStop });
    consumeInto({ kafka, pool, consumer: standingConsumer('reporting/standing'), onStop });
    consumeInto({ kafka, pool, consumer: matterConsumer('reporting/matters'), onStop });

    const rules = { law, forms, monthOf: bookkeeping.monthOf, heardPrecedence: bookkeeping.heardPrecedence };
    const { schema } = await reportingSubgraph({
      rules,
      books: reportBooks(pool),
      standing: openStandingBook(pool, now),
      now,
    });
    await serveSubgraph({
      name: 'reporting',
      schema,
      port: environment.PORT,
      assertionKey: environment.ASSERTION_KEY,
      health,
      log,
      onStop,
      hearing: { topics: consumer.contracts.map(({ topic }) => topic), waitFor: applied.waitFor },
    });
  });
