// Runs before what is built (`node -r`), so that one who has not built it reads what to do.
var existsSync = require('node:fs').existsSync

if (!existsSync('dist-server/main.js') || !existsSync('dist/index.html')) {
  console.error('Agent Console is not built here: `npm run build` does it.')
  process.exit(1)
}
