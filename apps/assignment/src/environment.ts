import { z } from 'zod';
import { commaList, hexKey, readEnvironment } from '@tiepdan/service-runtime';

export const readAssignmentEnvironment = (values: NodeJS.ProcessEnv) =>
  readEnvironment(
    z.object({
      PORT: z.coerce.number().int().default(4002),
      DATABASE_URL: z.url(),
      KAFKA_BROKERS: commaList(),
      KAFKA_TOPIC_PREFIX: z.string().default(''),
      ASSERTION_KEY: hexKey(),
      AUDIT_SIGNING_KEY: z.string().min(1),
      AUDIT_CHECKPOINTS: z.string().min(1),
      LAW_DATA: z.string().default('libs/law/data'),
      PROVINCE_DATA: z.string().default('libs/law/province/data'),
    }),
    values,
  );
