import { isLocalName } from '../composition/local-model.ts';
import { parseNetworkFile } from '@dln/vi/network';
import type { GivenSettings } from '../settings/given-settings.ts';

/**
 * The models that a network file without its run directory was trained with, as far as flags name
 * no others.
 */
export function settingsOfNetwork(json: unknown, flags: GivenSettings): GivenSettings {
  const { calling } = parseNetworkFile(json);
  const namesOthers = flags.fwdModelType ?? flags.model ?? flags.connectionsConfig;
  if (calling === undefined) return {};
  const { api, model, scoreModel, format = 'plain' } = calling;
  const inFormat = api === 'in-process' && flags.format === undefined ? { format } : {};
  if (namesOthers !== undefined) return inFormat;
  const score = scoreModel === null ? {} : { scoreModel };
  if (api === 'in-process') return isLocalName(model) ? { model, ...inFormat } : inFormat;
  return api === 'other' ? {} : { model, api, ...score };
}
