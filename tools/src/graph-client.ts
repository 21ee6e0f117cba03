/** What the graph answers: data, and what went wrong on some paths of it. */
export interface GraphAnswer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
}

/** Sends one operation as whoever the token was given to; gives back the answer as it is. */
export async function askGraph<Data>(
  gatewayUrl: string,
  token: string,
  query: string,
  variables: object,
): Promise<GraphAnswer<Data>> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphAnswer<Data>;
}

/** The same for an operation that must succeed whole; throws with what the graph complained about. */
export async function askGraphWhole<Data>(
  gatewayUrl: string,
  token: string,
  query: string,
  variables: object,
): Promise<Data> {
  const { data, errors } = await askGraph<Data>(gatewayUrl, token, query, variables);
  if (errors?.length || !data) throw new Error(`The graph answered: ${JSON.stringify(errors ?? data)}`);
  return data;
}
