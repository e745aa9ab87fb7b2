import type { DefaultTheme } from 'vitepress';

type Item = DefaultTheme.SidebarItem;

const page = (text: string, link: string): Item => ({ text, link });

/** The pages by what a reader wants to do. */
export const sidebar: DefaultTheme.Sidebar = {
  '/api/': [
    {
      text: 'API',
      items: [
        'run',
        'vi',
        'vi/testing',
        'llm',
        'llm/testing',
        'local',
        'datasets',
        'datasets/testing',
        'templates',
        'losses',
        'losses/testing',
        'studio',
        'random',
      ].map((name) => page(`@dln/${name}`, `/api/@dln/${name}`)),
    },
  ],
  '/': [
    {
      text: 'Start',
      items: [
        page('Start in five minutes', '/start'),
        page('Train on your own data', '/own-data'),
        page('Choose a metric', '/metrics'),
        page('Several layers', '/layers'),
        page('Structured answers', '/structured'),
        page('Guide by hand', '/guide'),
        page('Example projects', '/examples'),
      ],
    },
    {
      text: 'Models',
      items: [
        page('What endpoints can do', '/endpoints'),
        page('A model on your machine', '/local-model'),
        page('Small models', '/small-models'),
        page('Costs and caps', '/costs'),
      ],
    },
    {
      text: 'Runs',
      items: [
        page('Resume and replay', '/resume'),
        page('The studio', '/studio'),
        page('Candidates', '/candidates'),
        page('The bound', '/bound'),
        page('Serve a network', '/serve'),
        page('Export a network', '/export'),
      ],
    },
    {
      text: 'Background',
      items: [
        page('How it works', '/how-it-works'),
        page('Presets', '/presets'),
        page('Reproduce the paper', '/reproduce'),
        page('From Python', '/from-python'),
        page('From DSPy, GEPA and ax', '/from-other-tools'),
        page('Glossary', '/glossary'),
      ],
    },
    {
      text: 'Reference',
      items: [
        page('Settings', '/settings'),
        page('Own modules', '/modules'),
        page('The command line', '/cli'),
        page('The bench', '/bench'),
        page('Data', '/data'),
        {
          text: 'Packages',
          collapsed: true,
          items: [
            'run',
            'vi',
            'llm',
            'local',
            'datasets',
            'templates',
            'losses',
            'studio',
            'random',
          ].map((name) => page(`@dln/${name}`, `/packages/${name}`)),
        },
        page('API', '/api/@dln/run'),
      ],
    },
    {
      text: 'Contribute',
      collapsed: true,
      items: [
        page('Contributing', '/contributing/'),
        page('Architecture', '/contributing/architecture'),
        page('Where things go', '/contributing/where-things-go'),
        page('A new loss', '/contributing/new-loss'),
        page('A new template', '/contributing/new-template'),
        page('A new dataset', '/contributing/new-dataset'),
        page('A new language model', '/contributing/new-language-model'),
        page('Security', '/contributing/security'),
        page('Code of conduct', '/contributing/code-of-conduct'),
      ],
    },
  ],
};
