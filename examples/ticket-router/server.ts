import { serve } from '@hono/node-server';
import { app } from './app.ts';

serve({ fetch: app.fetch, port: 3000 }, ({ port }) => {
  console.log(`POST http://localhost:${port}/tickets`);
});
