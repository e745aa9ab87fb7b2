import { z } from 'zod';
import { inGroup, setting } from './setting.ts';

/** Where results go. */
export const outputSettings = inGroup('Output', {
  outDir: setting(z.string(), {
    default: 'runs',
    description:
      'the folder in which the run directory is made; a folder that does not exist becomes the run directory itself',
    placeholder: 'folder',
    isFree: true,
  }),
  resultDataPath: setting(z.string().nullable(), {
    default: null,
    description:
      'also write result_data.json here; results of other datasets in that file are kept',
    placeholder: 'file',
    isFree: true,
  }),
});
