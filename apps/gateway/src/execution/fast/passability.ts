import type { PlanNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { IsOfType } from './merge';
import { isAnsweredAlike, type Selected } from './response-shape';

/** Whether answers of subgraphs may be handed on at all: not where they may tell more, or of another type, than clients may see. */
export const mayHandOn = (supergraphSdl: string): boolean =>
  !/specs\.apollo\.dev\/inaccessible|isInterfaceObject: true/.test(supergraphSdl);

/** Tells whether what the one fetch of a plan answers is what the client asked for, byte for byte, wherever it is plain. */
export type IsPassable = (plan: PlanNode, asked: Selected) => boolean;

export function passability(schema: GraphQLSchema, isOfType: IsOfType): IsPassable {
  return (plan, asked) => {
    if (plan.kind !== 'Fetch' || plan.requires || asked.definition.operation !== 'query') return false;
    return isAnsweredAlike(schema, isOfType, asked, plan.operation);
  };
}
