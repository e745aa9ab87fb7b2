// A plugin for Oxlint with the one rule of ESLint's core that Oxlint does not have.
import { builtinRules } from 'eslint/use-at-your-own-risk';

const name = 'no-restricted-syntax';

export default { meta: { name: 'core' }, rules: { [name]: builtinRules.get(name) } };
