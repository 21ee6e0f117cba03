/** Header that carries the assertion of one call from the gateway to a subgraph. */
export const ASSERTION_HEADER = 'x-tiepdan-assertion';
/** On a subgraph's answer: what a mutation wrote, `<topic>/<id>:<version>[,…]`. */
export const WRITTEN_HEADER = 'x-tiepdan-written';
/**
 * On a subgraph's answer: it holds data and nothing else (no errors, no extensions), written as `JSON.stringify` writes it, so it may go
 * to a client byte for byte. The value means nothing.
 */
export const PLAIN_HEADER = 'x-tiepdan-plain';
/** On a call, in the same form: what must be visible before it is answered. */
export const WAIT_FOR_HEADER = 'x-tiepdan-wait-for';
