import { createServer } from 'node:http';
import { roles as knownRoles } from '@tiepdan/access';
import {
  Provider,
  errors,
  type Adapter,
  type Configuration,
  type JWK,
  type TokenEndpointGrantContext,
} from 'oidc-provider';
import { listenOn, LOOPBACK } from './ports';

/** Who may be given a token: ids and duties, never a name. */
export interface TokenHolder {
  readonly id: string;
  readonly agencyId: string;
  readonly roles: readonly string[];
}

export interface IdentityProviderOptions {
  readonly port: number;
  readonly officers: readonly TokenHolder[];
  readonly clientSecret: string;
  readonly signingKey: JWK;
}

export interface IdentityProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

const nothing = async (): Promise<undefined> => undefined;

export const TOKEN_AUDIENCE = 'tiepdan-graph';
export const TOKEN_CLIENT = 'tiepdan-development';
/** Gives a token for a named officer without asking for a password: this provider is for development only. */
export const OFFICER_GRANT = 'urn:tiepdan:grant:officer';
const TOKEN_LIFETIME_S = 8 * 3600;
const SCOPE = 'graph';

/**
 * Serves a standard OpenID provider (discovery, keys, tokens) for the province's example officers on this machine.
 * @throws Error for an officer with a role that does not exist or that only services have
 */
export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const issuer = `http://${LOOPBACK}:${options.port}`;
  checkRoles(options.officers);
  const officers = new Map(options.officers.map((officer) => [officer.id, officer]));
  const provider = new Provider(issuer, configuration(options, officers));
  provider.registerGrantType<{ officer?: string }>(
    OFFICER_GRANT,
    (ctx) => grantToOfficer(ctx, officers),
    ['officer'],
    [],
  );
  const server = createServer(provider.callback());
  await listenOn(server, options.port);
  return {
    issuer,
    stop: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** The gateway would refuse every token of such an officer. */
function checkRoles(officers: readonly TokenHolder[]): void {
  const rolesOfPeople: readonly string[] = knownRoles.filter((role) => role !== 'service');
  for (const { id, roles } of officers)
    for (const role of roles)
      if (!rolesOfPeople.includes(role))
        throw new Error(`Officer ${id} has the role "${role}", which no person can have.`);
}

function configuration(
  { clientSecret, signingKey }: IdentityProviderOptions,
  officers: Map<string, TokenHolder>,
): Configuration {
  return {
    adapter: Forgetful,
    clients: [
      {
        client_id: TOKEN_CLIENT,
        client_secret: clientSecret,
        grant_types: [OFFICER_GRANT],
        redirect_uris: [],
        response_types: [],
        // The default is an algorithm our only key does not fit.
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [signingKey] },
    cookies: { keys: [clientSecret] },
    ttl: { AccessToken: TOKEN_LIFETIME_S, Grant: TOKEN_LIFETIME_S },
    findAccount: (_, id) => (officers.has(id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined),
    extraTokenClaims: (_, token) => {
      const officer = officers.get((token as { accountId?: string }).accountId ?? '');
      return officer && { roles: [...officer.roles], agency: officer.agencyId };
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => TOKEN_AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, resource) => {
          if (resource !== TOKEN_AUDIENCE) throw new errors.InvalidTarget();
          return RESOURCE_SERVER;
        },
      },
    },
  };
}

/** Nothing is looked up again: tokens are signed, and the provider's own in-memory store would grow and warn. */
class Forgetful implements Adapter {
  readonly upsert = nothing;
  readonly find = nothing;
  readonly findByUserCode = nothing;
  readonly findByUid = nothing;
  readonly consume = nothing;
  readonly destroy = nothing;
  readonly revokeByGrantId = nothing;
}

const RESOURCE_SERVER = {
  audience: TOKEN_AUDIENCE,
  scope: SCOPE,
  accessTokenFormat: 'jwt' as const,
  accessTokenTTL: TOKEN_LIFETIME_S,
  jwt: { sign: { alg: 'ES256' as const } },
};

async function grantToOfficer(
  ctx: TokenEndpointGrantContext<{ officer?: string }>,
  officers: Map<string, TokenHolder>,
): Promise<void> {
  const { provider, client, params } = ctx.oidc;
  const officer = officers.get(params.officer ?? '');
  if (!officer) throw new errors.InvalidGrant('no such officer');
  const grant = new provider.Grant({ accountId: officer.id, clientId: client.clientId });
  grant.addResourceScope(TOKEN_AUDIENCE, SCOPE);
  const token = new provider.AccessToken({
    accountId: officer.id,
    client,
    grantId: await grant.save(),
    gty: OFFICER_GRANT,
    scope: SCOPE,
  });
  token.resourceServer = new provider.ResourceServer(TOKEN_AUDIENCE, RESOURCE_SERVER);
  ctx.body = { access_token: await token.save(), token_type: token.tokenType, expires_in: token.expiration };
}
