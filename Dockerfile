# The first stage has the compiler and the build tools. The second gets the built files and the production dependencies only.
# Node 24 is supported until April 2028. Pin its digest (node:24-bookworm@sha256:…) to get the same image every time.
FROM node:24-bookworm AS build
WORKDIR /app
# The image has Node's headers, so compiling SQLite downloads none.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
RUN npm ci && npm run build-release --prefix node_modules/better-sqlite3
COPY . .
RUN npm run build && npm prune --omit=dev \
  && cd node_modules/better-sqlite3 && rm -rf deps src build/Release/obj build/Release/obj.target build/Release/*.a

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
COPY scripts/check-node.cjs scripts/check-built.cjs scripts/
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/dist-server dist-server
RUN install --directory --mode=0700 --owner=node --group=node /data

# This user owns none of the files above.
USER node
ENV HOST=0.0.0.0 PORT=4300 DATA_DIR=/data DEMO_DATA=off
VOLUME /data
EXPOSE 4300
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm between: the signal to stop reaches the server itself.
CMD ["node", "--max-semi-space-size=64", "dist-server/main.js"]
