import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { startAnswer } from './send-answer';

/** So much of an answer is kept for a slow client before its subgraph has to wait with the rest. */
export const BUFFERED_BYTES_MAX = 1_048_576;

/** Writes an answer to a client as it comes from a subgraph. What began can only be broken off: nobody may take half for the whole. */
export class PipedAnswer {
  #bytesLeft: number;

  /** `bytes` is the length of the whole answer; `onDrained` is called whenever a slow client has caught up. */
  constructor(
    private readonly client: ServerResponse,
    bytes: number,
    controller: Dispatcher.DispatchController,
    onDrained: () => void,
  ) {
    this.#bytesLeft = bytes;
    startAnswer(client, 200, bytes);
    client.on('drain', () => {
      if (!controller.paused) return;
      onDrained();
      controller.resume();
    });
    client.once('close', () => {
      if (this.#bytesLeft > 0) controller.abort(new Error('client gone'));
    });
  }

  /** Whether the client can take more at once. */
  write(chunk: Buffer): boolean {
    this.#bytesLeft -= chunk.length;
    if (this.#bytesLeft > 0) this.client.write(chunk);
    else this.client.end(chunk);
    return this.client.writableLength <= BUFFERED_BYTES_MAX;
  }

  /** False when the client had gone before: then there is nobody to break it off for. */
  breakOff(): boolean {
    const isClientThere = !this.client.destroyed;
    this.client.destroy();
    return isClientThere;
  }
}
