import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

let isQuiet = false;

/**
 * Keeps kafkajs 2.2.4 from setting a timer into the past after every request, which Node 24 warns of: a check of the
 * requests that wait is only due when any waits. Does nothing when called again.
 */
export function quietRequestQueue(): void {
  if (isQuiet) return;
  isQuiet = true;
  const schedule = RequestQueue.prototype.scheduleCheckPendingRequests;
  RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleIfAnyWaits(this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
}
