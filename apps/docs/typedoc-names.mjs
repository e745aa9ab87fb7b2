import { Converter } from 'typedoc';

/**
 * Names modules as they are imported: `@dln/vi/network` for `vi/src/network`.
 *
 * @param {import('typedoc').Application} app
 */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? [])
      module.name = `@dln/${module.name.replace(/\/src(?=\/|$)/, '')}`;
  });
}
