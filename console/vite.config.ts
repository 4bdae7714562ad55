import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://localhost:4700'

// The name of this file and its default export are Vite's rule.
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The content security policy forbids inline scripts, and every browser we support preloads modules.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server, '/event': server, '/openapi.json': server } },
})
