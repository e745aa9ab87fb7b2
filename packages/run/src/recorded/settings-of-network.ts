import { parseNetworkFile } from '@dln/vi/network';
import type { GivenSettings } from '../settings/given-settings.ts';

/** The models that a network without its run directory says that it was trained with, as far as flags name no others. */
export function settingsOfNetwork(json: unknown, flags: GivenSettings): GivenSettings {
  const { calling } = parseNetworkFile(json);
  const namesOthers = flags.fwdModelType ?? flags.model ?? flags.connectionsConfig;
  if (calling === undefined || namesOthers !== undefined) return {};
  const { api, model, scoreModel } = calling;
  const score = scoreModel === null ? {} : { scoreModel };
  if (api === 'in-process') return model === 'embedded' ? { model } : {};
  return api === 'other' ? {} : { model, api, ...score };
}
