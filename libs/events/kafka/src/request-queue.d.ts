declare module 'kafkajs/src/network/requestQueue/index.js' {
  /** kafkajs's own queue of requests to one broker; not part of its declared surface. */
  export default class RequestQueue {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests(): void;
  }
}
