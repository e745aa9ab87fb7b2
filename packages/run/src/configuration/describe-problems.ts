import type { z } from 'zod';
import { aliases, aliasNames, type AliasName } from '../settings/aliases.ts';
import { describeAcceptance } from '../settings/describe-acceptance.ts';
import { settingNames, settingOf, settings, type SettingName } from '../settings/settings.ts';
import { nearestName } from '../text/nearest-name.ts';

/**
 * What a schema found wrong, one line each: the setting as the user wrote it, the value, and what
 * would be accepted.
 */
export function describeProblems(options: {
  readonly issues: readonly z.core.$ZodIssue[];
  readonly values: Readonly<Record<string, unknown>>;
  /** How the user wrote a setting: `--batch-size`, or `batchSize in run.yaml`. */
  readonly label: (name: string) => string;
}): readonly string[] {
  const { issues, values, label } = options;
  const lines = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => describeUnknown(key, label));
    const name = String(issue.path[0]);
    const type = typeOf(name);
    if (type === undefined) return [`${label(name)}: ${issue.message}`];
    return [
      `${label(name)} expects ${describeAcceptance(type)}; it is ${JSON.stringify(values[name])}`,
    ];
  });
  return [...new Set(lines)];
}

function describeUnknown(key: string, label: (name: string) => string): string {
  const near = nearestName(key, [...settingNames, ...aliasNames]);
  const advice =
    near === undefined
      ? 'docs/settings.md lists the settings, such as `numPSamples`'
      : `did you mean ${near}?`;
  return `${label(key)} is no setting; ${advice}`;
}

function typeOf(name: string): z.ZodType | undefined {
  if (Object.hasOwn(aliases, name)) return aliases[name as AliasName].type;
  if (!Object.hasOwn(settings, name)) return undefined;
  const { type, standardType } = settingOf(name as SettingName);
  return standardType ?? type;
}
