// Sets up the missing parts, or ends the process.
import './build.mjs'

// The server runs in this very process: signals reach it, and its exit code is the command's.
await import('#dist-server/main.js')
