import type { FuzzTarget } from './target.ts';
import { bundles } from './targets/bundles.ts';
import { caches } from './targets/caches.ts';
import { configuration } from './targets/configuration.ts';
import { datasets } from './targets/datasets.ts';
import { engine } from './targets/engine.ts';
import { gguf } from './targets/gguf.ts';
import { networks } from './targets/networks.ts';
import { replies } from './targets/replies.ts';
import { runs } from './targets/runs.ts';
import { templates } from './targets/templates.ts';

/** Every target, by the kind of what it reads. */
export const targets: readonly FuzzTarget[] = [
  ...[configuration, templates, datasets, networks, gguf, bundles, replies, runs, caches],
  engine,
];
