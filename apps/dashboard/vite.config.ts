import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API listens while `vite` serves the pages in development. */
const api = 'http://localhost:3000';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // Nothing becomes a data: URL, so that the content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What changes only with its versions stays in browsers' caches when the pages change.
            { name: 'framework', test: /node_modules.*\/(react|react-dom|react-router|scheduler|@tanstack[^/]*)\//, priority: 2 },
            { name: 'ui', test: /node_modules|src\/shared/, priority: 1, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/api', '/auth', '/dev', '/t'].map((path) => [path, api])),
  },
});
