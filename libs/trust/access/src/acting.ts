/** In which duty something is done, and in whose name. */
export interface Acting {
  readonly role: string;
  /** Officer who delegated the duty; null for a duty of one's own. */
  readonly onBehalfOf: string | null;
}
