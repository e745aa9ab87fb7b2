/**
 * The part of node-llama-cpp that this package uses. The build bundles this file and everything
 * that it imports into `dist/llama-cpp`. `#llama-cpp` is this file in the sources and the bundle in
 * the installed package (contributing/decisions/0008-installed-sizes.md).
 */
export {
  getLlama,
  getLlamaGpuTypes,
  getModuleVersion,
  LlamaGrammarEvaluationState,
  LlamaLogLevel,
} from 'node-llama-cpp';
