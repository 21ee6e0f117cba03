import { z } from 'zod';
import { hexKey, readEnvironment } from '@tiepdan/service-runtime';

const subgraph = z.object({ url: z.url({ protocol: /^https?$/ }), key: hexKey() });
/** Assignment must be there: it is asked who is suspended, and nobody may be let in because a name was left out. */
const subgraphs = z.object({ assignment: subgraph }).catchall(subgraph);

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  /** Where `/metrics` is served; nowhere unless told. Not for clients: let only the monitoring reach it. */
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** How many of our own proxies stand in front and add the address a request came from to `x-forwarded-for`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  OIDC_AUDIENCE: z.string().min(1).default('tiepdan-graph'),
  /** JSON, with `assignment` among the names: `{ "<name>": { "url": "…/graphql", "key": "<64 hexadecimal digits>" } }`. */
  SUBGRAPHS: z.string().transform(parseJson).pipe(subgraphs),
  SUPERGRAPH: z.string().min(1).default('apps/gateway/supergraph.graphql'),
  /** Registered documents, as `npm run schema` writes them. */
  DOCUMENTS: z.string().min(1).default('apps/gateway/documents.json'),
  /** Who may ask what is not registered: `everybody`, or the `roles` of the duty `askFreely`. The latter in production unless told. */
  FREE_DOCUMENTS: z.enum(['everybody', 'roles']).optional(),
  /** `off` has the stock gateway run everything. */
  FAST_PATH: z.enum(['on', 'off']).default('on'),
  /** Folder with the npm packages the explorer's page is served from. */
  ASSETS: z.string().min(1).default('node_modules'),
  NODE_ENV: z.string().default('development'),
});

export type GatewayEnvironment = z.infer<typeof schema>;

export const readGatewayEnvironment = (): GatewayEnvironment => readEnvironment(schema, process.env);

/** The graph library would otherwise explore this machine's network and send figures to its maker; it knows no other switch. */
export function silenceTelemetry(): void {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
}
