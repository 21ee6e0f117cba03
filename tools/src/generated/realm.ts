import { format } from 'prettier';
import { roleLabels, roles as knownRoles } from '@tiepdan/access';
import { loadProvince } from '@tiepdan/province';
import { TOKEN_AUDIENCE } from '../infrastructure/identity-provider';
import type { GeneratedFile } from './generated-files';

/** Everybody's password in the example realm, which is for trying out on one machine. */
const EXAMPLE_PASSWORD = 'tiepdan';

const CLIENT_ID = 'tiepdan-development';

/** A Keycloak realm with the same example officers as the development provider and the same claims in its tokens. */
export async function realmFile(): Promise<GeneratedFile> {
  const { officers } = loadProvince('libs/law/province/data');
  const realm = {
    realm: 'tiepdan',
    enabled: true,
    sslRequired: 'none',
    accessTokenLifespan: 8 * 3600,
    // Roles of the client, not of the realm: everybody has some of those (`offline_access` …), and a role nobody knows is refused.
    roles: { client: { [CLIENT_ID]: rolesOfPeople.map((name) => ({ name, description: roleLabels[name] })) } },
    clients: [client],
    components: { 'org.keycloak.userprofile.UserProfileProvider': [userProfile] },
    users: officers.map(({ id, code, agencyId, roles }) => ({
      // Keycloak puts its own id of a user into "sub": this is how that becomes the officer's.
      id,
      username: code,
      enabled: true,
      attributes: { agency: [agencyId] },
      credentials: [{ type: 'password', value: EXAMPLE_PASSWORD, temporary: false }],
      clientRoles: { [CLIENT_ID]: roles },
    })),
  };
  return {
    path: 'infra/keycloak/realm.json',
    content: await format(JSON.stringify(realm, null, 2), { parser: 'json', printWidth: 120 }),
  };
}

/** Services have no token: they vouch for themselves. */
const rolesOfPeople = knownRoles.filter((role) => role !== 'service');

const inAccessToken = { 'access.token.claim': 'true', 'id.token.claim': 'false', 'userinfo.token.claim': 'false' };

const client = {
  clientId: CLIENT_ID,
  publicClient: true,
  standardFlowEnabled: false,
  directAccessGrantsEnabled: true,
  // "basic" brings "sub"; the usual scopes would bring names and addresses, which no token here carries.
  defaultClientScopes: ['basic'],
  optionalClientScopes: [],
  fullScopeAllowed: true,
  protocolMappers: [
    {
      name: 'audience',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-audience-mapper',
      config: { 'included.custom.audience': TOKEN_AUDIENCE, ...inAccessToken },
    },
    {
      name: 'roles',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-usermodel-client-role-mapper',
      config: {
        'usermodel.clientRoleMapping.clientId': CLIENT_ID,
        'claim.name': 'roles',
        multivalued: 'true',
        'jsonType.label': 'String',
        ...inAccessToken,
      },
    },
    {
      name: 'agency',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-usermodel-attribute-mapper',
      config: { 'user.attribute': 'agency', 'claim.name': 'agency', 'jsonType.label': 'String', ...inAccessToken },
    },
  ],
};

/** Keycloak keeps no attribute of a user that the realm does not name, and asks for names unless told otherwise. */
const userProfile = {
  providerId: 'declarative-user-profile',
  config: {
    'kc.user.profile.config': [
      JSON.stringify({
        attributes: ['username', 'email', 'firstName', 'lastName', 'agency'].map((name) => ({
          name,
          permissions: { view: ['admin'], edit: ['admin'] },
        })),
      }),
    ],
  },
};
