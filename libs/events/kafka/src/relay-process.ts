import { startRelay, type Send } from '@tiepdan/event-delivery';
import { createLog } from '@tiepdan/service-runtime';
import { Pool } from 'pg';
import { connectKafka } from '.';

/**
 * A relay in a process of its own, for the specs that kill and freeze it:
 * `relay-process <database url> <brokers> <topic prefix> <fault>`.
 *
 * Faults: `none`; `die` kills the process between the acknowledgement of a send and the forgetting of its positions;
 * `freeze` stops it with its first batch in hand, which it sends when it is continued.
 */
const [databaseUrl = '', brokers = '', topicPrefix = '', fault = 'none'] = process.argv.slice(2);

const log = createLog('relay-process');
const kafka = connectKafka({ clientId: 'relay-process', brokers: brokers.split(','), topicPrefix, log });
const pool = new Pool({ connectionString: databaseUrl });

const WAKE_MS = 5;
const SENDS_BEFORE_DEATH = Math.floor(Math.random() * 50);
let sends = 0;
const send: Send = async (messages) => {
  sends++;
  if (fault === 'freeze' && sends === 1) process.kill(process.pid, 'SIGSTOP');
  await kafka.send(messages);
  if (fault === 'die' && sends > SENDS_BEFORE_DEATH) process.kill(process.pid, 'SIGKILL');
};

const relay = startRelay({ pool, send, log, onStop: () => undefined });
// Stands in for the writers, who are in another process here and cannot wake it.
setInterval(() => relay.wake(), WAKE_MS);
