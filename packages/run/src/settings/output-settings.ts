import { sameInBoth } from './same-in-both.ts';
import type { SettingsNamed } from './setting.ts';

/** Where results go. */
export const outputSettings: SettingsNamed<'outDir' | 'resultDataPath'> = {
  outDir: {
    group: 'Output',
    kind: { type: 'text' },
    placeholder: 'folder',
    description:
      'where the run directory is made; a folder that does not exist yet becomes the run directory itself',
    defaults: sameInBoth('runs'),
  },
  resultDataPath: {
    group: 'Output',
    kind: { type: 'text' },
    placeholder: 'file',
    description:
      "also write result_data.json here, beside other datasets' results that it may hold",
    defaults: sameInBoth(null),
  },
};
