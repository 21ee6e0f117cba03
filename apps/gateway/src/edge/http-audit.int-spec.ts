import { serverAudits } from 'graphql-http';
import { EXECUTORS, startGateway, type TestGateway } from '../testing/gateway';
import { startSubgraph, type TestSubgraph } from '../testing/subgraph';

/** What we do otherwise, and why. None of it is a MUST. */
const deviations: Readonly<Record<string, string>> = {
  'MAY accept application/x-www-form-urlencoded formatted GET requests':
    'a link must not ask in the name of who follows it',
  'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json':
    'a link must not ask in the name of who follows it',
  'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json':
    'a link must not ask in the name of who follows it',
  'SHOULD use 200 status code on document parsing failure when accepting application/json':
    'a request that was not run must not look like one that was, in whatever media type',
  'SHOULD use 200 status code on document validation failure when accepting application/json':
    'a request that was not run must not look like one that was, in whatever media type',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json':
    'a request that was not run must not look like one that was, in whatever media type',
};

describe.each(EXECUTORS)('GraphQL over HTTP, by %s', (_, fastPath) => {
  let intake: TestSubgraph, gateway: TestGateway;
  beforeAll(async () => {
    intake = await startSubgraph('intake');
    gateway = await startGateway({ subgraphUrls: { intake: intake.url, assignment: intake.url }, fastPath });
  });
  afterAll(async () => {
    await gateway.stop();
    await intake.stop();
  });

  const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });
  const resultOf = async (audit: (typeof audits)[number]): Promise<string> => {
    const { status, ...result } = await audit.fn();
    return 'reason' in result ? `${status}: ${result.reason}` : status;
  };

  it.each(audits.filter(({ name }) => !(name in deviations)).map((audit) => [audit.name, audit] as const))(
    '%s',
    async (_name, audit) => {
      expect(await resultOf(audit)).toBe('ok');
    },
  );

  it('differs in what is listed with a reason, and in nothing that must be', async () => {
    const differing = audits.filter(({ name }) => name in deviations);
    expect(differing.map(({ name }) => name).sort()).toEqual(Object.keys(deviations).sort());
    for (const audit of differing) expect(await resultOf(audit)).toMatch(/^(warn|notice): /);
  });
});
