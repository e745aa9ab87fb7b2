// Lists what this repository installs and runs of other people: `node scripts/supply-chain.mjs`
// prints install scripts with the reason for each, the licences of what ships, and known
// vulnerabilities; `--sbom FILE` writes a software bill of materials (CycloneDX 1.6).
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Why each package may, or may not, run a script when it is installed. */
export const INSTALL_SCRIPTS = /** @type {Record<string, string>} */ ({
  esbuild: 'allowed: checks the binary of its optional dependency (builds of packages only)',
  node: 'allowed: links the Node that runs the scripts of this repository',
  'node-llama-cpp': 'refused: would compile llama.cpp; its binaries come as packages',
  'msgpackr-extract': 'refused: BullMQ’s message format has a version in JavaScript',
});

/** Licences of packages that ship with ours, as SPDX expressions. */
export const KNOWN_LICENCES = [
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense'],
  '(Apache-2.0 AND BSD-3-Clause)',
];

/** @typedef {{ readonly name: string; readonly versions: readonly string[]; readonly license: string }} Dependency */

/** Runs pnpm and returns what it prints. @param {readonly string[]} args */
function pnpm(args) {
  return execFileSync(`${root}node_modules/.bin/pnpm`, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

/** The packages that ship with ours, by pnpm's list of licences. @returns {readonly Dependency[]} */
export function listDependencies() {
  /** @type {Record<string, readonly { name: string; versions: string[] }[]>} */
  const byLicence = JSON.parse(pnpm(['licenses', 'list', '--prod', '--json', '--recursive']));
  return Object.entries(byLicence)
    .flatMap(([license, packages]) =>
      packages.map(({ name, versions }) => ({ name, versions, license })),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Packages whose install scripts are allowed or refused. @returns {Readonly<Record<string, boolean>>} */
export function listInstallScripts() {
  const [, block = ''] =
    /^allowBuilds:\n((?: +.*\n)+)/m.exec(readFileSync(`${root}pnpm-workspace.yaml`, 'utf8')) ?? [];
  return Object.fromEntries(
    [...block.matchAll(/^ +([\w@/.-]+): (true|false)$/gm)].map(([, name, value]) => [
      String(name),
      value === 'true',
    ]),
  );
}

/** What is known of vulnerabilities, or that the registry does not say. */
function describeAdvisories() {
  try {
    const { metadata } = JSON.parse(pnpm(['audit', '--prod', '--json']));
    return `advisories: ${JSON.stringify(metadata.vulnerabilities)}`;
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    const found = /"vulnerabilities":\s*\{[^}]*\}/.exec(output)?.[0];
    if (found !== undefined) return `advisories: ${found}`;
    return 'advisories: not checked, as the registry does not answer `pnpm audit`. Check the bill of materials elsewhere, as with `osv-scanner --sbom FILE`.';
  }
}

/** @param {readonly Dependency[]} dependencies */
export function toBillOfMaterials(dependencies) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: dependencies.flatMap(({ name, versions, license }) =>
      versions.map((version) => ({
        type: 'library',
        name,
        version,
        purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
        licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
      })),
    ),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { sbom: { type: 'string' } } });
  const dependencies = listDependencies();
  for (const [name, isAllowed] of Object.entries(listInstallScripts()))
    console.log(
      `install script of ${name} (${isAllowed ? 'runs' : 'does not run'}): ${INSTALL_SCRIPTS[name] ?? 'NO REASON GIVEN'}`,
    );
  const licences = Map.groupBy(dependencies, ({ license }) => license);
  for (const [license, packages] of licences)
    console.log(
      `${license}: ${packages.length} packages${KNOWN_LICENCES.includes(license) ? '' : ` (UNKNOWN: ${packages.map(({ name }) => name).join(', ')})`}`,
    );
  console.log(describeAdvisories());
  if (values.sbom !== undefined)
    writeFileSync(values.sbom, `${JSON.stringify(toBillOfMaterials(dependencies), null, 2)}\n`);
}
