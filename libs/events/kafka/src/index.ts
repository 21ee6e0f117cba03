export { connectKafka, type KafkaConnection } from './connect-kafka';
export { consumeInto, type ConsumeIntoOptions } from './consume-into';
export { type KafkaOptions } from './client';
export { type RunningConsumer, type Subscription } from './consumer';
export { type TopicSettings } from './topics';
export { partitionOf } from './partition';
