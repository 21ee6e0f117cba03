import { z } from 'zod';
import { commaList, hexKey, readEnvironment } from '@tiepdan/service-runtime';

export const readReportingEnvironment = (values: NodeJS.ProcessEnv) =>
  readEnvironment(
    z.object({
      PORT: z.coerce.number().int().default(4003),
      DATABASE_URL: z.url(),
      KAFKA_BROKERS: commaList(),
      KAFKA_TOPIC_PREFIX: z.string().default(''),
      ASSERTION_KEY: hexKey(),
      LAW_DATA: z.string().default('libs/law/data'),
      REPORTING_DATA: z.string().default('apps/reporting/data'),
    }),
    values,
  );
