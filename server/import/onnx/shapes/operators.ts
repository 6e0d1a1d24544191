import { ATTENTION_OPERATORS, attention } from './attention.js';
import type { Call, ShapeRule } from './call.js';
import { broadcast, broadcastOf, first, same } from './elementwise.js';
import * as movement from './movement.js';
import * as products from './products.js';
import { recurrent } from './recurrent.js';
import { convolution, globalPool, pool, transposedConvolution } from './window.js';

/** One result for each value of the first input. */
const SAME =
  'Abs Acos Acosh Asin Asinh Atan Atanh BitwiseNot Cast CastLike Ceil Celu Clip Cos Cosh CumSum DequantizeLinear Elu Erf Exp ' +
  'Floor Gelu HardSigmoid HardSwish Hardmax Identity IsInf IsNaN LRN LeakyRelu Log LogSoftmax LpNormalization ' +
  'MeanVarianceNormalization Mish Neg Not PRelu QuantizeLinear RandomNormalLike RandomUniformLike Reciprocal Relu ' +
  'ReverseSequence Round ScatterElements ScatterND Scatter Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt ' +
  'Swish Tan Tanh ThresholdedRelu Trilu ' +
  'com.microsoft.BiasGelu com.microsoft.BiasSoftmax com.microsoft.DequantizeLinear com.microsoft.FastGelu com.microsoft.Gelu ' +
  'com.microsoft.QLinearLeakyRelu com.microsoft.QLinearSigmoid com.microsoft.QLinearSoftmax com.microsoft.QuantizeLinear ' +
  'com.microsoft.QuickGelu com.microsoft.RotaryEmbedding RotaryEmbedding';

/** The same for the first output alone. */
const FIRST =
  'BatchNormalization Dropout GroupNormalization InstanceNormalization LayerNormalization RMSNormalization ' +
  'SimplifiedLayerNormalization com.microsoft.GroupNorm com.microsoft.LayerNormalization com.microsoft.SimplifiedLayerNormalization ' +
  'com.microsoft.SkipLayerNormalization com.microsoft.SkipSimplifiedLayerNormalization';

/** One result for each value of the inputs, broadcast. */
const BROADCAST =
  'Add And BitShift BitwiseAnd BitwiseOr BitwiseXor Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or ' +
  'Pow Sub Sum Where Xor com.microsoft.BiasAdd com.microsoft.BiasSplitGelu';

/** Results whose sizes depend on data, or on which tensors were put into a sequence. */
const DATA =
  'Compress ConcatFromSequence NonMaxSuppression NonZero SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert ' +
  'SplitToSequence StringNormalizer Unique';

const REDUCTIONS = 'L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare';

const rules = (names: string, rule: ShapeRule, prefix = ''): [string, ShapeRule][] =>
  names.split(' ').map((name) => [prefix + name, rule]);

const dynamic: ShapeRule = (call: Call) => call.node.outputs.map(() => null);

/** The shapes that each operator gives, by its name with its domain. */
const RULES: ReadonlyMap<string, ShapeRule> = new Map([
  ...rules(SAME, same),
  ...rules(FIRST, first),
  ...rules(BROADCAST, broadcast),
  ...rules(REDUCTIONS, movement.reduce, 'Reduce'),
  ...rules('Conv ConvInteger DeformConv com.microsoft.FusedConv', convolution()),
  ...rules('QLinearConv com.microsoft.QLinearConv', convolution(3)),
  ...rules('ConvTranspose', transposedConvolution),
  ...rules('AveragePool LpPool MaxPool com.microsoft.QLinearAveragePool', pool),
  ...rules('GlobalAveragePool GlobalLpPool GlobalMaxPool com.microsoft.QLinearGlobalAveragePool', globalPool),
  ...rules('Gemm com.microsoft.FusedGemm', products.gemm()),
  ...rules('com.microsoft.QGemm', products.gemm(3)),
  ...rules(
    'MatMul MatMulInteger com.microsoft.MatMulIntegerToFloat com.microsoft.DynamicQuantizeMatMul',
    products.matmul(),
  ),
  ...rules('QLinearMatMul', products.matmul(3)),
  ...rules('com.microsoft.FusedMatMul', products.fusedMatmul),
  ...rules('com.microsoft.MatMulNBits', products.matmulNBits),
  ...rules('com.microsoft.QLinearAdd com.microsoft.QLinearMul', broadcastOf(0, 3)),
  ...rules('Einsum', products.einsum),
  ...ATTENTION_OPERATORS.map((name): [string, ShapeRule] => [name, attention(name)]),
  ...rules('ArgMax ArgMin', movement.argument),
  ...rules('Concat', movement.concat()),
  ...rules('com.microsoft.QLinearConcat', movement.concat(2, 3)),
  ...rules('Constant', movement.constant),
  ...rules('ConstantOfShape', movement.constantOfShape),
  ...rules('DepthToSpace', movement.depthToSpace),
  ...rules('DynamicQuantizeLinear', (call) => [call.shape(0), [], []]),
  ...rules('Expand', movement.expand),
  ...rules('Flatten', movement.flatten),
  ...rules('Gather', movement.gather),
  ...rules('GatherElements', movement.gatherElements),
  ...rules('GatherND', movement.gatherNd),
  ...rules(DATA, dynamic),
  ...rules('SequenceLength', movement.scalar),
  ...rules('OneHot', movement.oneHot),
  ...rules('Pad', movement.pad),
  ...rules('Range', movement.range),
  ...rules('RNN GRU LSTM', recurrent),
  ...rules('Reshape', movement.reshape),
  ...rules('Resize Upsample', movement.resize),
  ...rules('Shape', movement.shapeOf),
  ...rules('Size', movement.scalar),
  ...rules('Slice', movement.slice),
  ...rules('SpaceToDepth', movement.spaceToDepth),
  ...rules('Split', movement.split),
  ...rules('Squeeze', movement.squeeze),
  ...rules('Tile', movement.tile),
  ...rules('TopK', movement.topK),
  ...rules('Transpose', movement.transpose),
  ...rules('Unsqueeze', movement.unsqueeze),
]);

/** The operators whose results' shapes are known, with their domains. */
export const KNOWN_OPERATORS: readonly string[] = [...RULES.keys()];

/** Undefined for an operator that is not known. */
export const ruleOf = (operator: string): ShapeRule | undefined => RULES.get(operator);
