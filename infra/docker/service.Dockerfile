# syntax=docker/dockerfile:1
# One file for every service: docker build -f infra/docker/service.Dockerfile --build-arg SERVICE=intake -t tiepdan/intake .
# The target "setup" holds the tools that prepare databases and topics.

FROM node:24-bookworm-slim AS build
WORKDIR /tiepdan
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
RUN node tools/run.mjs build

FROM build AS setup
ENV APOLLO_TELEMETRY_DISABLED=1
CMD ["node", "tools/run.mjs", "setup"]

# Only what this one service reads at run time.
FROM build AS selected
ARG SERVICE
RUN test -f "dist/apps/$SERVICE/main.js" \
 && mkdir -p /image/dist /image/libs/law/province \
 && cp dist/apps/$SERVICE/*.js dist/apps/$SERVICE/*.js.map /image/dist/ \
 && cp -r libs/law/data /image/libs/law/data \
 && cp -r libs/law/province/data /image/libs/law/province/data \
 && if [ -d "apps/$SERVICE/data" ]; then mkdir -p "/image/apps/$SERVICE" && cp -r "apps/$SERVICE/data" "/image/apps/$SERVICE/data"; fi \
 && if [ "$SERVICE" = gateway ]; then \
      mkdir -p /image/apps/gateway /image/node_modules \
      && cp apps/gateway/supergraph.graphql apps/gateway/documents.json /image/apps/gateway/ \
      && cp -r node_modules/graphiql node_modules/react node_modules/react-dom /image/node_modules/; \
    fi

FROM node:24-bookworm-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1 PORT=8080
WORKDIR /tiepdan
COPY --from=selected /image ./
# Where checkpoints of the audit and keys that prove receipts go: a volume mounted here belongs to whoever runs the service.
RUN mkdir /audit /receipt-keys && chown node /audit /receipt-keys
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--disable-warning=DEP0169", "dist/main.js"]
