# docs/operations.md says how it is run. For a build that can be repeated, pass the digest of the image that you looked at:
#   docker build --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:… .
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its own Node, and nothing at run time needs an install script.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json build.cjs ./
COPY adaptiveCards adaptiveCards
COPY src src
RUN node build.cjs && npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# Two fifths of what is installed are notes for compilers and debuggers.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) -delete

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/lib lib
# Where SQLite keeps its file unless DATA_DIR or DATABASE_URL says otherwise; the only place that Rollcall writes to.
RUN mkdir .data && chown node:node .data
VOLUME /app/.data
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3978}/healthz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "lib/src/index.js"]
