import { Command } from 'commander';
import { version } from '@dln/run';
import { defineAgree } from '../commands/define-agree.ts';
import { defineCache } from '../commands/define-cache.ts';
import { defineData } from '../commands/define-data.ts';
import { defineDemo } from '../commands/define-demo.ts';
import { defineEval } from '../commands/define-eval.ts';
import { defineExport } from '../commands/define-export.ts';
import { defineGuide } from '../commands/define-guide.ts';
import { defineModels } from '../commands/define-models.ts';
import { definePredict } from '../commands/define-predict.ts';
import { defineResume } from '../commands/define-resume.ts';
import { defineRuns } from '../commands/define-runs.ts';
import { defineServe } from '../commands/define-serve.ts';
import { defineStudio } from '../commands/define-studio.ts';
import { defineTemplates } from '../commands/define-templates.ts';
import { defineTrain } from '../commands/define-train.ts';
import type { Surroundings } from './surroundings.ts';
import { formatHelpItem } from './format-help-item.ts';
import { programName, withProgramName } from './program-name.ts';

/**
 * The whole command line. What a command does is loaded when it is called, so that `--help` is
 * quick.
 */
export function createProgram(surroundings: Surroundings): Command {
  const { stdout, stderr } = surroundings;
  const program = new Command(programName())
    .description(
      'Deep language networks: stacks of language models whose prompts are learned from examples.',
    )
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .option('--verbose', 'show where unexpected errors come from')
    .configureOutput({
      writeOut: (text) => stdout.write(withProgramName(text)),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      outputError: (text, write) => write(withProgramName(text.replace(/^error: /, 'dln: '))),
    })
    .configureHelp({ formatItem: formatHelpItem })
    .exitOverride()
    .showHelpAfterError('(--help shows what is accepted)');
  defineDemo(program, surroundings);
  defineTrain(program, surroundings);
  defineResume(program, surroundings);
  defineEval(program, surroundings);
  definePredict(program, surroundings);
  defineServe(program, surroundings);
  defineExport(program, surroundings);
  defineData(program, surroundings);
  defineAgree(program, surroundings);
  defineTemplates(program, surroundings);
  defineModels(program, surroundings);
  defineRuns(program, surroundings);
  defineStudio(program, surroundings);
  defineGuide(program, surroundings);
  defineCache(program, surroundings);
  return program;
}
