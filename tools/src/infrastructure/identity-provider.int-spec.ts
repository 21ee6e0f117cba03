import { createRemoteJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { roles } from '@tiepdan/access';
import { requestToken } from '../tokens';
import { startIdentityProvider, TOKEN_AUDIENCE } from './identity-provider';
import { freePorts } from './ports';

const officer = { id: 'officer-1', agencyId: 'agency-1', roles: ['receptionist', 'processor'], name: 'Nguyễn Văn Mẫu' };

async function provider(officers = [officer]) {
  const [port] = (await freePorts(1)) as [number];
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const signingKey = { ...(await exportJWK(privateKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  return startIdentityProvider({ port, officers, clientSecret: 'secret-of-the-test', signingKey });
}

it('gives a named officer a token that says id, roles and agency, and no name', async () => {
  const { issuer, stop } = await provider();

  const token = await requestToken({ issuer, clientSecret: 'secret-of-the-test' }, officer.id);

  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: TOKEN_AUDIENCE,
    typ: 'at+jwt',
  });
  expect(protectedHeader.alg).toBe('ES256');
  expect(payload).toMatchObject({ sub: officer.id, roles: officer.roles, agency: officer.agencyId });
  expect(JSON.stringify(payload)).not.toContain('Mẫu');
  await stop();
});

it('gives nothing to somebody it does not know, nor to a client with the wrong secret', async () => {
  const { issuer, stop } = await provider();

  await expect(requestToken({ issuer, clientSecret: 'secret-of-the-test' }, 'nobody')).rejects.toThrow('status 400');
  await expect(requestToken({ issuer, clientSecret: 'guessed' }, officer.id)).rejects.toThrow('status 401');
  await stop();
});

it('knows every role of a person, and starts with no other', async () => {
  const people = roles.filter((role) => role !== 'service');
  const { issuer, stop } = await provider([{ ...officer, roles: people }]);
  const token = await requestToken({ issuer, clientSecret: 'secret-of-the-test' }, officer.id);
  expect(decodeJwt(token)).toMatchObject({ roles: people, agency: officer.agencyId });
  await stop();

  await expect(provider([{ ...officer, roles: ['service'] }])).rejects.toThrow('"service"');
  await expect(provider([{ ...officer, roles: ['king'] }])).rejects.toThrow('"king"');
});
