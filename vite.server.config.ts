import { defineConfig } from 'vite'

// The server and its maintenance commands as JavaScript, so that nothing is translated while one waits for it to start. What
// comes from node_modules stays there.
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist-server',
    rolldownOptions: {
      input: { main: 'server/main.ts', maintenance: 'server/maintenance/main.ts' },
      output: { chunkFileNames: '[name].js' },
    },
  },
})
