// Registers things by name, for the setting `modules`.
import adder from './model.mjs';
import loadSums from './loader.mjs';
import relativeError from './metric.mjs';

export const losses = { relative_error: relativeError };
export const models = { adder };
export const datasets = { sums: loadSums };
export const proposers = {
  longer:
    (_context, { current }) =>
    async () => [`${current.instruction} exactly`],
};
