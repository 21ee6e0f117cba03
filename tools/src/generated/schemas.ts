import { composeServices } from '@apollo/composition';
import { existsSync } from 'node:fs';
import { parse } from 'graphql';
import { build } from '../build';
import { runToEnd } from '../infrastructure/run-to-end';
import { subgraphs, type Subgraph } from '../services';
import { inWorkspace } from '../workspace';
import { printClientSchema } from './client-schema';
import type { GeneratedFile } from './generated-files';

export const SUPERGRAPH = 'apps/gateway/supergraph.graphql';

/** The subgraphs' schemas as their built services print them, the supergraph composed of them, and what clients see of it. */
export async function schemaFiles(): Promise<GeneratedFile[]> {
  await build();
  const built = subgraphs.filter((name) => existsSync(bundleOf(name)));
  const parts = await Promise.all(built.map(async (name) => ({ name, sdl: await printedBy(name) })));
  const { errors, supergraphSdl, schema } = composeServices(
    parts.map(({ name, sdl }) => ({ name, url: `http://${name}/graphql`, typeDefs: parse(sdl) })),
  );
  if (errors)
    throw new Error(`The subgraphs do not compose:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`);
  return [
    ...parts.map(({ name, sdl }) => ({ path: `apps/${name}/schema.graphql`, content: sdl })),
    { path: SUPERGRAPH, content: endLine(supergraphSdl) },
    { path: 'apps/gateway/schema.graphql', content: endLine(printClientSchema(schema)) },
  ];
}

const bundleOf = (name: Subgraph): string => inWorkspace('dist', 'apps', name, 'main.js');

async function printedBy(name: Subgraph): Promise<string> {
  return endLine(await runToEnd(process.execPath, [bundleOf(name), '--print-schema']));
}

const endLine = (text: string): string => `${text.trimEnd()}\n`;
