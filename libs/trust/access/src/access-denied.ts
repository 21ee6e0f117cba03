/** Thrown when the caller's duty does not include an operation; reaches the caller as FORBIDDEN and nothing more. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
  constructor(readonly operation: string) {
    super('FORBIDDEN');
  }
}
