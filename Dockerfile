# What builds dashboard and server stays behind in the first stage; the second has what it built, and what that needs to run.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# better-sqlite3 comes compiled for this very image; a compiler is not in it.
RUN npm ci --omit=dev && npm cache clean --force
COPY scripts/check-node.cjs scripts/check-built.cjs scripts/
COPY --from=build /app/dist dist
COPY --from=build /app/dist-server dist-server
RUN mkdir /data && chown node:node /data

USER node
ENV HOST=0.0.0.0 PORT=4300 DATA_DIR=/data DEMO_DATA=off
VOLUME /data
EXPOSE 4300
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm between: the signal to stop reaches the server itself.
CMD ["node", "--max-semi-space-size=64", "dist-server/main.js"]
