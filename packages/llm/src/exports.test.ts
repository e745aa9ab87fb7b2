import { expect, it } from 'vitest';

import * as exported from './index.ts';
import * as testing from './testing/index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'ApiCallError',
    'AuthenticationError',
    'BudgetExceededError',
    'ConnectionError',
    'ContentFilterError',
    'ContextLengthError',
    'DuplicateModelNameError',
    'InvalidApiKeyError',
    'InvalidBaseUrlError',
    'InvalidConnectionsError',
    'InvalidEnvironmentVariableError',
    'InvalidPricesError',
    'InvalidReplyError',
    'MissingApiKeyError',
    'MissingSqliteError',
    'MissingTokenizerError',
    'NO_PRICE',
    'NO_SPENDING',
    'NoSuchModelError',
    'ReplyStoreError',
    'UnknownPriceError',
    'UnscorableTextError',
    'UnsetEnvironmentVariableError',
    'UnsupportedCapabilityError',
    'addSpending',
    'costOf',
    'createBudget',
    'createChatModel',
    'createCompletionsModel',
    'createConnectionsJsonSchema',
    'createEndpoint',
    'createEnvironmentEndpoint',
    'createModelFromEnvironment',
    'createRegistry',
    'createRegistryFromConnections',
    'createRegistryFromYaml',
    'createScheduler',
    'createTokenCounter',
    'deduplicate',
    'estimateTokens',
    'failureKinds',
    'findPrice',
    'fromAiSdk',
    'loadPrices',
    'loadRegistry',
    'openReplyStore',
    'parseConnections',
    'parsePrices',
    'probeModel',
    'readEnvironment',
    'rememberReplies',
    'requireNextToken',
    'requireScoreText',
    'scheduled',
    'toItemFailure',
    'traced',
  ]);
});

it('exports these names for tests', () => {
  expect(Object.keys(testing).sort()).toEqual(['createConformanceChecks', 'createFakeModel']);
});
