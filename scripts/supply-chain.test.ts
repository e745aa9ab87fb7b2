import { expect, it } from 'vitest';
import {
  INSTALL_SCRIPTS,
  KNOWN_LICENCES,
  listDependencies,
  listInstallScripts,
  toBillOfMaterials,
} from './supply-chain.mjs';

it('gives a reason for every install script that is allowed or refused (issue 14.17)', () => {
  expect(Object.keys(listInstallScripts()).toSorted()).toEqual(
    Object.keys(INSTALL_SCRIPTS).toSorted(),
  );
});

it(
  'ships packages of known licences only, and lists them (issue 14.17)',
  { timeout: 120_000 },
  () => {
    const dependencies = listDependencies();
    expect(dependencies.length).toBeGreaterThan(50);
    const unknown = dependencies.filter(({ license }) => !KNOWN_LICENCES.includes(license));
    expect(unknown).toEqual([]);
    const { components } = toBillOfMaterials(dependencies);
    expect(components.find(({ name }) => name === 'zod')?.purl).toMatch(/^pkg:npm\/zod@\d/);
  },
);
