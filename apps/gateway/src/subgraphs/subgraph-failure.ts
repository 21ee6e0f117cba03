import { GraphQLError } from 'graphql';

export type SubgraphFailureCode = 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT' | 'SUBGRAPH_BAD_ANSWER';

const messages: Record<SubgraphFailureCode, { message: string; messageEn: string }> = {
  SUBGRAPH_UNAVAILABLE: {
    message: 'Một phần của hệ thống tạm thời không hoạt động; phần dữ liệu này đang thiếu.',
    messageEn: 'A part of the system is down for the moment; this part of the data is missing.',
  },
  SUBGRAPH_TIMEOUT: {
    message: 'Một phần của hệ thống không trả lời kịp; phần dữ liệu này đang thiếu.',
    messageEn: 'A part of the system did not answer in time; this part of the data is missing.',
  },
  SUBGRAPH_BAD_ANSWER: {
    message: 'Một phần của hệ thống trả lời sai định dạng; phần dữ liệu này đang thiếu.',
    messageEn: 'A part of the system gave an answer that cannot be read; this part of the data is missing.',
  },
};

/** Stands in the errors of an answer whose other parts are given all the same. */
export const subgraphFailure = (code: SubgraphFailureCode, service: string): GraphQLError => {
  const { message, messageEn } = messages[code];
  return new GraphQLError(message, { extensions: { code, service, messageEn } });
};
