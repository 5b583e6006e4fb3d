// Runs before the built server (`node -r`), and says how to build it if it is missing.
var existsSync = require('node:fs').existsSync

if (!existsSync('dist-server/main.js') || !existsSync('dist/index.html')) {
  console.error('Agent Console is not built here: `npm run build` does it.')
  process.exit(1)
}
