import { AsyncLocalStorage } from 'node:async_hooks';

import type { RandomStateSnapshot } from '@dln/random';

import type { Generation, LanguageModel } from '../language-model.ts';
import type { Costs, ModelCost } from './cost.ts';
import { type CostLedger, createCostLedger } from './create-cost-ledger.ts';
import { createRegisteredModel, type RegisteredModel } from './create-registered-model.ts';
import { createDuplicateModelNameError } from './duplicate-model-name-error.ts';
import type { CallOverrides, ModelDefaults } from './model-defaults.ts';
import { createNoSuchModelError } from './no-such-model-error.ts';

/** State of a registry, as plain JSON. */
export interface RegistrySnapshot {
  readonly models: Readonly<
    Record<string, { readonly cost: ModelCost; readonly randomState?: RandomStateSnapshot }>
  >;
}

/** Models by name. */
export interface ModelRegistry {
  readonly names: readonly string[];
  /** What all calls have used so far, by model and in total. */
  readonly costs: Costs;
  /**
   * Puts a model under a name. One model can have several names, with defaults, seeds and an
   * account for each.
   *
   * @throws ModelSettingError `duplicate-model-name` if the name is taken
   */
  register(name: string, model: LanguageModel, defaults?: ModelDefaults): RegisteredModel;
  /** @throws ModelSettingError `no-such-model` if no model has the name */
  get(name: string): RegisteredModel;
  /**
   * Replies of a model to prompts, one each, in their order.
   *
   * @throws ModelSettingError `no-such-model` if no model has the name
   */
  generate(
    name: string,
    prompts: string | readonly string[],
    overrides?: CallOverrides,
  ): Promise<readonly Generation[]>;
  /** What a block returns, and what the calls made in it used. They count in `costs` as well. */
  isolateCost<Value>(
    block: () => Promise<Value>,
  ): Promise<{ readonly value: Value; readonly costs: Costs }>;
  /** Seeds and accounts of all models. */
  snapshot(): RegistrySnapshot;
  /**
   * Puts seeds and accounts where they stood; models that the snapshot does not know are left
   * alone.
   *
   * @throws ModelSettingError `no-such-model` if the snapshot names a model that is not registered
   */
  restore(snapshot: RegistrySnapshot): void;
}

/**
 * An empty registry.
 *
 * @example
 * const registry = createRegistry();
 * registry.register('forward', createCompletionsModel({ model, baseUrl, apiKey }), { maxTokens: 256 });
 * const replies = await registry.generate('forward', ['Is 7 prime?'], { temperature: 0.7 });
 */
export function createRegistry(): ModelRegistry {
  const models = new Map<string, RegisteredModel>();
  const ledger = createCostLedger();
  /** The ledgers of the blocks around a call, innermost last. */
  const isolated = new AsyncLocalStorage<readonly CostLedger[]>();

  const get = (name: string): RegisteredModel => {
    const model = models.get(name);
    if (model === undefined) {
      throw createNoSuchModelError({ modelName: name, registered: [...models.keys()] });
    }
    return model;
  };

  return {
    get names() {
      return [...models.keys()];
    },
    get costs() {
      return ledger.costs;
    },
    register(name, model, defaults = {}) {
      if (models.has(name)) throw createDuplicateModelNameError({ modelName: name });
      const registered = createRegisteredModel({
        name,
        model,
        defaults,
        openAccount(kind) {
          const ledgers = [ledger, ...(isolated.getStore() ?? [])];
          return (usage) => ledgers.forEach((each) => each.add(name, kind, usage));
        },
        readCost: () => ledger.costOf(name),
      });
      models.set(name, registered);
      return registered;
    },
    get,
    async generate(name, prompts, overrides) {
      const requests = [prompts].flat().map((prompt) => ({ prompt }));
      return get(name).generate(requests, overrides);
    },
    async isolateCost(block) {
      const own = createCostLedger();
      const value = await isolated.run([...(isolated.getStore() ?? []), own], block);
      return { value, costs: own.costs };
    },
    snapshot() {
      const entries = [...models.values()].map((model) => {
        const randomState = model.randomState();
        const state = randomState === undefined ? {} : { randomState };
        return [model.name, { cost: model.cost, ...state }] as const;
      });
      return { models: Object.fromEntries(entries) };
    },
    restore(snapshot) {
      for (const [name, { cost, randomState }] of Object.entries(snapshot.models)) {
        const model = get(name);
        ledger.restore(name, cost);
        if (randomState !== undefined) model.restoreRandomState(randomState);
      }
    },
  };
}
