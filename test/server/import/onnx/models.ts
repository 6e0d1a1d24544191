import { Graph, type ModelOptions, onnx } from './writer.js';

/** A small network as an exporter writes it, and what was counted of it by hand. */
export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sizes?: Readonly<Record<string, number>>;
  /** Each layer as `kernel sizes`, with the repeat where there is one. */
  readonly layers: readonly string[];
  readonly macs: number;
  readonly parameters: number;
}

const sample = (graph: Graph, expected: Omit<Sample, 'bytes'>, options: ModelOptions = {}): Sample => ({
  ...expected,
  bytes: onnx(graph, options),
});

const TF2ONNX: ModelOptions = { producer: ['tf2onnx', '1.16.1'], opset: 15 };

/** A stage of ResNet with a stride and a shortcut, by `torch.onnx.export` with a dynamic batch and no shapes between. */
function residual(): Sample {
  const g = new Graph();
  const image = g.input('input', 'batch', 64, 56, 56);
  const conv = (path: string, input: string, m: number, c: number, taps: number, stride: number): string => {
    const pad = (taps - 1) / 2;
    return g.node(
      'Conv',
      [input, g.weight(`${path}.weight`, m, c, taps, taps), g.weight(`${path}.bias`, m)],
      {
        dilations: [1, 1],
        group: 1,
        kernel_shape: [taps, taps],
        pads: [pad, pad, pad, pad],
        strides: [stride, stride],
      },
      { name: `/layer2/layer2.0/${path}/Conv` },
    );
  };
  const main = conv('conv2', g.node('Relu', [conv('conv1', image, 128, 64, 3, 2)]), 128, 128, 3, 1);
  const sum = g.node('Add', [main, conv('downsample/downsample.0', image, 128, 64, 1, 2)]);
  const pooled = g.node('GlobalAveragePool', [g.node('Relu', [sum])]);
  const flat = g.node('Flatten', [pooled], { axis: 1 });
  const logits = g.node(
    'Gemm',
    [flat, g.weight('fc.weight', 10, 128), g.weight('fc.bias', 10)],
    { transB: 1 },
    { name: '/fc/Gemm' },
  );
  g.output(logits, ['batch', 10]);
  return sample(g, {
    name: 'a residual stage of PyTorch',
    sizes: { batch: 2 },
    layers: [
      'layer2_0_conv1: conv N 2 M 128 C 64 P 28 Q 28 R 3 S 3 / 2,2',
      'layer2_0_conv2: conv N 2 M 128 C 128 P 28 Q 28 R 3 S 3 / 1,1',
      'layer2_0_downsample_0: conv N 2 M 128 C 64 P 28 Q 28 R 1 S 1 / 2,2',
      'fc: gemm M 10 K 128 N 2',
    ],
    macs: 2 * (128 * 64 * 28 * 28 * 9 + 128 * 128 * 28 * 28 * 9 + 128 * 64 * 28 * 28 + 10 * 128),
    parameters: 128 * 64 * 9 + 128 + 128 * 128 * 9 + 128 + 128 * 64 + 128 + 1280 + 10,
  });
}

/** A classifier of an old PyTorch, which flattens by arithmetic on the shape, with nodes named by operator and number. */
function flattened(): Sample {
  const g = new Graph();
  const image = g.input('input.1', 'N', 3, 32, 32);
  const conv = g.node(
    'Conv',
    [image, g.weight('0.weight', 16, 3, 5, 5)],
    { kernel_shape: [5, 5], pads: [2, 2, 2, 2] },
    { name: 'Conv_0' },
  );
  const pool = g.node(
    'MaxPool',
    [conv],
    { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
    { name: 'MaxPool_1' },
  );
  const shape = g.node('Shape', [pool]);
  const index = g.node('Constant', [], { value: { tensor: { dims: [], type: 7, int64: [0] } } });
  const batch = g.node('Unsqueeze', [g.node('Gather', [shape, index], { axis: 0 })], { axes: [0] });
  const rest = g.node('Constant', [], { value: { tensor: { dims: [1], type: 7, int64: [-1] } } });
  const flat = g.node('Reshape', [pool, g.node('Concat', [batch, rest], { axis: 0 })]);
  const hidden = g.node(
    'Gemm',
    [flat, g.weight('3.weight', 120, 4096), g.weight('3.bias', 120)],
    { transB: 1 },
    { name: 'Gemm_9' },
  );
  g.output(g.node('Softmax', [hidden]));
  return sample(
    g,
    {
      name: 'a classifier of PyTorch 1.8',
      sizes: { N: 4 },
      layers: ['Conv_0: conv N 4 M 16 C 3 P 32 Q 32 R 5 S 5 / 1,1', 'Gemm_9: gemm M 120 K 4096 N 4'],
      // The pool gives ceil((32 - 3) / 2) + 1 = 16 pixels a side: 16 * 16 * 16 = 4,096 words.
      macs: 4 * (16 * 3 * 32 * 32 * 25 + 120 * 4096),
      parameters: 16 * 75 + 120 * 4096 + 120,
    },
    { producer: ['pytorch', '1.8'], opset: 11 },
  );
}

/** A separable block as tf2onnx writes it: pixels outermost, `SAME` padding, unknown batch, weights for channels first. */
function separable(): Sample {
  const g = new Graph();
  const image = g.input('input_1', 'unk__42', 95, 95, 3);
  const first = g.node('Transpose', [image], { perm: [0, 3, 1, 2] });
  const stem = g.node(
    'Conv',
    [first, g.weight('stem/kernel', 32, 3, 3, 3), g.weight('stem/bias', 32)],
    { auto_pad: 'SAME_UPPER', kernel_shape: [3, 3], strides: [2, 2] },
    { name: 'StatefulPartitionedCall/model/stem/Conv2D' },
  );
  const clipped = g.node('Clip', [
    stem,
    g.initialize('min', { dims: [], float: [0] }),
    g.initialize('max', { dims: [], float: [6] }),
  ]);
  const deep = g.node(
    'Conv',
    [clipped, g.weight('dw/depthwise', 32, 1, 3, 3)],
    { auto_pad: 'SAME_LOWER', group: 32, kernel_shape: [3, 3], strides: [2, 2] },
    { name: 'StatefulPartitionedCall/model/block/dw/depthwise' },
  );
  const point = g.node(
    'Conv',
    [deep, g.weight('pw/kernel', 64, 32, 1, 1)],
    { auto_pad: 'VALID', kernel_shape: [1, 1] },
    { name: 'StatefulPartitionedCall/model/block/pw/Conv2D' },
  );
  const mean = g.node('ReduceMean', [point], { axes: [2, 3], keepdims: 0 });
  const dense = g.node(
    'MatMul',
    [mean, g.weight('dense/kernel', 64, 5)],
    {},
    { name: 'StatefulPartitionedCall/model/dense/MatMul' },
  );
  g.output(g.node('Add', [dense, g.weight('dense/bias', 5)]), ['unk__43', 5]);
  return sample(
    g,
    {
      name: 'a separable block of TensorFlow',
      sizes: { unk__42: 1 },
      layers: [
        'stem: conv N 1 M 32 C 3 P 48 Q 48 R 3 S 3 / 2,2',
        'block_dw: depthwise N 1 C 32 P 24 Q 24 R 3 S 3 / 2,2',
        'block_pw: conv N 1 M 64 C 32 P 24 Q 24 R 1 S 1 / 1,1',
        'dense: gemm M 5 K 64 N 1',
      ],
      macs: 32 * 3 * 48 * 48 * 9 + 32 * 24 * 24 * 9 + 64 * 32 * 24 * 24 + 5 * 64,
      parameters: 32 * 27 + 32 + 32 * 9 + 64 * 32 + 5 * 64 + 5,
    },
    TF2ONNX,
  );
}

/** Attention of Keras: dense layers and both products as einsums, heads in an axis of their own. */
function kerasAttention(): Sample {
  const g = new Graph();
  const x = g.input('x', 1, 196, 192);
  const project = (name: string): string =>
    g.node(
      'Einsum',
      [x, g.weight(`${name}/kernel`, 192, 3, 64)],
      { equation: 'abc,cde->abde' },
      { name: `mha/${name}/einsum/Einsum` },
    );
  const [q, k, v] = ['query', 'key', 'value'].map(project);
  const scaled = g.node('Mul', [q, g.initialize('scale', { dims: [], float: [0.125] })]);
  const scores = g.node('Einsum', [k, scaled], { equation: 'aecd,abcd->acbe' }, { name: 'mha/einsum/Einsum' });
  const soft = g.node('Softmax', [scores], { axis: -1 });
  const context = g.node('Einsum', [soft, v], { equation: 'acbe,aecd->abcd' }, { name: 'mha/einsum_1/Einsum' });
  const out = g.node(
    'Einsum',
    [context, g.weight('output/kernel', 3, 64, 192)],
    { equation: 'abcd,cde->abe' },
    { name: 'mha/attention_output/einsum/Einsum' },
  );
  g.output(out);
  return sample(
    g,
    {
      name: 'attention of Keras',
      layers: [
        'mha_query: gemm M 192 K 192 N 196 x 4',
        'mha_scores: scores H 3 G 1 M 196 K 64 N 196',
        'mha_context: context H 3 G 1 M 64 K 196 N 196',
      ],
      macs: 4 * 192 * 192 * 196 + 2 * 3 * 196 * 64 * 196,
      parameters: 4 * 192 * 192,
    },
    TF2ONNX,
  );
}

/** Two encoder layers of BERT as PyTorch writes them, with a mask, and batch and sequence open. */
function encoder(): Sample {
  const g = new Graph();
  const ids = g.input('input_ids', 'batch', 'sequence');
  const mask = g.input('mask', 'batch', 1, 1, 'sequence');
  let x = g.node('Gather', [g.weight('embeddings', 1000, 128), ids]);
  const split = g.shape('split', 0, -1, 4, 32);
  const joined = g.shape('joined', 0, 0, 128);
  for (const layer of [0, 1]) {
    const path = `/encoder/layer.${layer}`;
    const linear = (name: string, input: string, m: number, k: number): string =>
      g.node('Add', [
        g.weight(`b${layer}${name}`, m),
        g.node('MatMul', [input, g.weight(`w${layer}${name}`, k, m)], {}, { name: `${path}/${name}/MatMul` }),
      ]);
    const heads = (name: string, perm: number[]): string =>
      g.node('Transpose', [g.node('Reshape', [linear(`self/${name}`, x, 128, 128), split])], { perm });
    const [q, k, v] = [heads('query', [0, 2, 1, 3]), heads('key', [0, 2, 3, 1]), heads('value', [0, 2, 1, 3])];
    const scores = g.node('MatMul', [q, k], {}, { name: `${path}/self/MatMul` });
    const scaled = g.node('Div', [scores, g.initialize(`scale${layer}`, { dims: [], float: [5.65] })]);
    const soft = g.node('Softmax', [g.node('Add', [scaled, mask])], { axis: -1 });
    const context = g.node('MatMul', [soft, v], {}, { name: `${path}/self/MatMul_1` });
    const flat = g.node('Reshape', [g.node('Transpose', [context], { perm: [0, 2, 1, 3] }), joined]);
    const first = g.node('Add', [linear('output', flat, 128, 128), x]);
    const norm = g.node('LayerNormalization', [first, g.weight(`g${layer}`, 128), g.weight(`h${layer}`, 128)]);
    x = g.node('Add', [linear('ffn2', g.node('Gelu', [linear('ffn1', norm, 512, 128)]), 128, 512), norm]);
  }
  g.output(x, ['batch', 'sequence', 128]);
  return sample(g, {
    name: 'two encoder layers of BERT',
    sizes: { batch: 2, sequence: 64 },
    layers: [
      'encoder_layer_0_self_query: gemm M 128 K 128 N 128 x 8',
      'encoder_layer_0_self_scores: scores H 8 G 1 M 64 K 32 N 64 x 2',
      'encoder_layer_0_self_context: context H 8 G 1 M 32 K 64 N 64 x 2',
      'encoder_layer_0_ffn1: gemm M 512 K 128 N 128 x 2',
      'encoder_layer_0_ffn2: gemm M 128 K 512 N 128 x 2',
    ],
    macs: 2 * (4 * 128 * 128 * 128 + 2 * 8 * 64 * 32 * 64 + 2 * 512 * 128 * 128),
    parameters: 128_000 + 2 * (4 * (128 * 128 + 128) + 2 * 128 + 512 * 128 + 512 + 512 * 128 + 128),
  });
}

/** A step of decoding as transformers exports it: keys and values of the past, two heads of queries for each of theirs. */
function decoder(): Sample {
  const g = new Graph();
  const x = g.input('hidden', 'batch', 'sequence', 256);
  const past = ['past.key', 'past.value'].map((name) => g.input(name, 'batch', 2, 'past', 64));
  const project = (name: string, heads: number): string =>
    g.node(
      'Transpose',
      [
        g.node('Reshape', [
          g.node(
            'MatMul',
            [x, g.weight(name, 256, heads * 64)],
            {},
            { name: `/layers.0/self_attn/${name}_proj/MatMul` },
          ),
          g.shape(`split.${name}`, 0, 0, heads, 64),
        ]),
      ],
      { perm: [0, 2, 1, 3] },
    );
  const repeated = (own: string, before: string): string => {
    const all = g.node('Concat', [before, own], { axis: 2 });
    const shape = g.node('Shape', [all]);
    const [batch, keys] = [0, 2].map((at) =>
      g.node('Slice', [shape, g.shape(`s${before}${at}`, at), g.shape(`e${before}${at}`, at + 1)]),
    );
    const size = (name: string, ...values: number[]): string => g.shape(`${name}${before}`, ...values);
    const wide = g.node('Expand', [
      g.node('Unsqueeze', [all, size('axis', 2)]),
      g.node('Concat', [batch, size('heads', 2, 2), keys, size('depth', 64)], { axis: 0 }),
    ]);
    return g.node('Reshape', [wide, g.node('Concat', [batch, size('all', 4), keys, size('words', 64)], { axis: 0 })]);
  };
  const q = project('q', 4);
  const [k, v] = [repeated(project('k', 2), past[0]), repeated(project('v', 2), past[1])];
  const scores = g.node(
    'MatMul',
    [q, g.node('Transpose', [k], { perm: [0, 1, 3, 2] })],
    {},
    { name: '/layers.0/self_attn/MatMul' },
  );
  const soft = g.node('Softmax', [g.node('Cast', [scores], { to: 1 })], { axis: -1 });
  const context = g.node(
    'MatMul',
    [g.node('Cast', [soft], { to: 10 }), v],
    {},
    { name: '/layers.0/self_attn/MatMul_1' },
  );
  g.output(context, ['batch', 4, 'sequence', 64]);
  return sample(g, {
    name: 'a decoding step with grouped queries',
    sizes: { batch: 3, sequence: 1, past: 511 },
    layers: [
      'layers_0_self_attn_q_proj: gemm M 256 K 256 N 3',
      'layers_0_self_attn_k_proj: gemm M 128 K 256 N 3 x 2',
      'layers_0_self_attn_scores: scores H 6 G 2 M 512 K 64 N 1',
      'layers_0_self_attn_context: context H 6 G 2 M 64 K 512 N 1',
    ],
    macs: 3 * (256 * 256 + 2 * 128 * 256) + 2 * (6 * 2 * 512 * 64),
    parameters: 256 * 256 + 2 * 128 * 256,
  });
}

/** The operators into which ONNX Runtime's optimiser fuses an attention. */
function fused(): Sample {
  const g = new Graph();
  const domain = 'com.microsoft';
  const x = g.input('x', 1, 128, 256);
  const packed = g.node(
    'Attention',
    [x, g.weight('qkv', 256, 768), g.weight('qkv.bias', 768)],
    { num_heads: 4 },
    { name: 'attention', domain },
  );
  const int4 = g.node(
    'MatMulNBits',
    [packed, g.initialize('packed', { dims: [384, 8, 16], type: 2 })],
    { K: 256, N: 384, bits: 4 },
    { name: 'qkv', domain },
  );
  const past = ['past_k', 'past_v'].map((name) => g.input(name, 1, 2, 128, 32));
  const grouped = g.node(
    'GroupQueryAttention',
    [int4, '', '', ...past],
    { num_heads: 8, kv_num_heads: 2 },
    { name: 'gqa', domain },
  );
  const multi = g.node('MultiHeadAttention', [grouped, x, x], { num_heads: 8 }, { name: 'mha', domain });
  g.output(multi);
  return sample(g, {
    name: 'attention fused by ONNX Runtime',
    layers: [
      'attention: gemm M 768 K 256 N 128',
      'attention_scores: scores H 4 G 1 M 128 K 64 N 128',
      'attention_context: context H 4 G 1 M 64 K 128 N 128',
      'qkv: gemm M 384 K 256 N 128',
      'gqa_scores: scores H 2 G 4 M 256 K 32 N 128',
      'gqa_context: context H 2 G 4 M 32 K 256 N 128',
      'mha_scores: scores H 8 G 1 M 128 K 32 N 128',
      'mha_context: context H 8 G 1 M 32 K 128 N 128',
    ],
    macs: 768 * 256 * 128 + 2 * 4 * 128 * 64 * 128 + 384 * 256 * 128 + 2 * 8 * 256 * 32 * 128 + 2 * 8 * 128 * 32 * 128,
    parameters: 768 * 256 + 768 + 384 * 256,
  });
}

/** ONNX's own attention, with an axis for the heads and without. */
function standard(): Sample {
  const g = new Graph();
  const q = g.input('q', 2, 8, 16, 32);
  const kv = g.input('kv', 2, 4, 48, 32);
  const first = g.node('Attention', [q, kv, kv], {}, { name: 'a' });
  const flat = g.node('Reshape', [first, g.shape('flat', 2, 16, 256)]);
  g.output(g.node('Attention', [flat, flat, flat], { q_num_heads: 4, kv_num_heads: 4 }, { name: 'b' }));
  return sample(
    g,
    {
      name: 'attention of ONNX',
      layers: [
        'a_scores: scores H 8 G 2 M 48 K 32 N 16',
        'a_context: context H 8 G 2 M 32 K 48 N 16',
        'b_scores: scores H 8 G 1 M 16 K 64 N 16',
        'b_context: context H 8 G 1 M 64 K 16 N 16',
      ],
      macs: 2 * 8 * 2 * 48 * 32 * 16 + 2 * 8 * 16 * 64 * 16,
      parameters: 0,
    },
    { opset: 23 },
  );
}

/** Each way of quantising: operators of their own, whole numbers, and plain ones between conversions. */
function quantised(): Sample {
  const g = new Graph();
  const x = g.initialize('x.scale', { dims: [], float: [0.1] });
  const zero = g.initialize('x.zero', { dims: [], type: 2 });
  const int8 = (name: string, ...dims: number[]): string => g.initialize(name, { dims, type: 3 });
  const scales = g.weight('scales', 8);
  const image = g.input('image', 1, 4, 16, 16);
  const quantized = g.node('QuantizeLinear', [image, x, zero]);
  const own = g.node(
    'QLinearConv',
    [quantized, x, zero, int8('w1', 8, 4, 3, 3), scales, zero, x, zero, g.initialize('b1', { dims: [8], type: 6 })],
    { kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
    { name: 'conv1_quant' },
  );
  const plain = g.node(
    'Conv',
    [
      g.node('DequantizeLinear', [own, x, zero]),
      g.node('DequantizeLinear', [int8('w2', 8, 8, 3, 3), scales, zero], { axis: 0 }),
    ],
    { kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
    { name: 'conv2' },
  );
  const dynamic = g.node(
    'DynamicQuantizeLinear',
    [plain],
    {},
    { outputs: ['dynamic', 'dynamic.scale', 'dynamic.zero'] },
  );
  const whole = g.node(
    'ConvInteger',
    [dynamic, int8('w3', 4, 8, 1, 1), 'dynamic.zero'],
    { kernel_shape: [1, 1] },
    { name: 'conv3' },
  );
  const flat = g.node('Flatten', [g.node('Cast', [whole], { to: 2 })]);
  const matrix = g.node('MatMulInteger', [flat, int8('w4', 1024, 32)], {}, { name: 'fc1' });
  const last = g.node('QLinearMatMul', [matrix, x, zero, int8('w5', 32, 10), x, zero, x, zero], {}, { name: 'fc2' });
  const twice = g.node(
    'QLinearConcat',
    [x, zero, last, x, zero, last, x, zero],
    { axis: 1 },
    { domain: 'com.microsoft' },
  );
  const whole32 = g.initialize('b6', { dims: [6], type: 6 });
  const attributes = { transB: 1 };
  g.output(
    g.node('QGemm', [twice, x, zero, int8('w6', 6, 20), x, zero, whole32, x, zero], attributes, {
      name: 'fc3',
      domain: 'com.microsoft',
    }),
  );
  return sample(g, {
    name: 'quantised layers',
    layers: [
      'conv1_quant: conv N 1 M 8 C 4 P 16 Q 16 R 3 S 3 / 1,1',
      'conv2: conv N 1 M 8 C 8 P 16 Q 16 R 3 S 3 / 1,1',
      'conv3: conv N 1 M 4 C 8 P 16 Q 16 R 1 S 1 / 1,1',
      'fc1: gemm M 32 K 1024 N 1',
      'fc2: gemm M 10 K 32 N 1',
      'fc3: gemm M 6 K 20 N 1',
    ],
    macs: 256 * (8 * 4 * 9 + 8 * 8 * 9 + 4 * 8) + 1024 * 32 + 320 + 120,
    parameters: 8 * 4 * 9 + 8 + 8 * 8 * 9 + 4 * 8 + 1024 * 32 + 320 + 126,
  });
}

/** The way back up of a U-Net: transposed convolutions, resizing, pixels from channels, skips, groups. */
function upwards(): Sample {
  const g = new Graph();
  const low = g.input('low', 1, 32, 16, 16);
  const skip = g.input('skip', 1, 16, 32, 32);
  const up = g.node(
    'ConvTranspose',
    [low, g.weight('up.w', 32, 16, 4, 4), g.weight('up.b', 16)],
    { kernel_shape: [4, 4], strides: [2, 2], pads: [1, 1, 1, 1] },
    { name: '/up/ConvTranspose' },
  );
  const both = g.node('Concat', [up, skip], { axis: 1 });
  const grouped = g.node(
    'Conv',
    [both, g.weight('g.w', 64, 8, 3, 3)],
    { group: 4, pads: [1, 1, 1, 1], dilations: [1, 1] },
    { name: '/grouped/Conv' },
  );
  const larger = g.node('Resize', [grouped, '', g.initialize('scales', { dims: [4], float: [1, 1, 2, 2] })], {
    mode: 'nearest',
  });
  const dilated = g.node(
    'Conv',
    [larger, g.weight('d.w', 12, 64, 3, 3)],
    { dilations: [2, 2], pads: [2, 2, 2, 2] },
    { name: '/dilated/Conv' },
  );
  const pixels = g.node('DepthToSpace', [dilated], { blocksize: 2 });
  const padded = g.node('Pad', [pixels, g.shape('pads', 0, 0, 1, 1, 0, 0, 1, 1)]);
  g.output(g.node('Conv', [padded, g.weight('l.w', 3, 3, 3, 3)], {}, { name: '/last/Conv' }));
  return sample(g, {
    name: 'the way up of a U-Net',
    layers: [
      'up: transposedConv N 1 M 16 C 32 P 16 Q 16 R 4 S 4 / 2,2',
      'grouped: grouped N 1 G 4 M 16 C 8 P 32 Q 32 R 3 S 3 / 1,1',
      'dilated: conv N 1 M 12 C 64 P 64 Q 64 R 3 S 3 / 1,1 2,2',
      'last: conv N 1 M 3 C 3 P 128 Q 128 R 3 S 3 / 1,1',
    ],
    macs: 16 * 32 * 256 * 16 + 64 * 8 * 1024 * 9 + 12 * 64 * 4096 * 9 + 9 * 16384 * 9,
    parameters: 32 * 16 * 16 + 16 + 64 * 8 * 9 + 12 * 64 * 9 + 81,
  });
}

/** Sound and film: one axis and three, depthwise and transposed, and a recurrent layer. */
function otherRanks(): Sample {
  const g = new Graph();
  const sound = g.input('sound', 1, 1, 16000);
  const conv = g.node(
    'Conv',
    [sound, g.weight('a', 64, 1, 10)],
    { strides: [5], kernel_shape: [10] },
    { name: 'sound' },
  );
  const deep = g.node('Conv', [conv, g.weight('b', 64, 1, 3)], { group: 64, pads: [1, 1] }, { name: 'deep' });
  const steps = g.node('Transpose', [deep], { perm: [2, 0, 1] });
  const hidden = g.node(
    'LSTM',
    [steps, g.weight('w', 2, 128, 64), g.weight('r', 2, 128, 32), g.weight('bias', 2, 256)],
    { hidden_size: 32 },
    { name: 'lstm' },
  );
  g.output(hidden);
  const film = g.input('film', 1, 3, 16, 112, 112);
  g.output(
    g.node(
      'Conv',
      [film, g.weight('c', 64, 3, 3, 7, 7)],
      { strides: [1, 2, 2], pads: [1, 3, 3, 1, 3, 3] },
      { name: 'film' },
    ),
  );
  return sample(g, {
    name: 'one axis, three, and steps',
    layers: [
      'sound: conv N 1 M 64 C 1 P 3199 R 10 / 5',
      'deep: depthwise N 1 C 64 P 3199 R 3 / 1',
      'lstm: gemm M 128 K 64 N 3199 x 2',
      'lstm_2: gemm M 128 K 32 N 1 x 6398',
      'film: conv N 1 M 64 C 3 D 16 P 56 Q 56 T 3 R 7 S 7 / 1,2,2',
    ],
    macs: 64 * 3199 * 13 + 2 * 3199 * 128 * (64 + 32) + 64 * 3 * 16 * 56 * 56 * 147,
    parameters: 640 + 192 + 2 * 128 * (64 + 32) + 512 + 64 * 3 * 147,
  });
}

/** The exporter that writes modules as functions, with control flow. */
function functions(): Sample {
  const g = new Graph();
  const domain = 'pkg.net';
  const x = g.input('x', 's0', 64);
  const body = new Graph();
  body.node('Gemm', ['input', 'weight'], { transB: { reference: 'turned' } }, { name: 'linear', outputs: ['result'] });
  const block = { domain, name: 'Linear', inputs: ['input', 'weight'], outputs: ['result'], body };
  const first = g.node('Linear', [x, g.weight('w1', 32, 64)], { turned: 1 }, { name: 'fc1', domain });
  const branch = (name: string, size: number): Graph => {
    const inner = new Graph(name);
    return inner.output(
      inner.node('Linear', [first, inner.weight(`${name}.w`, size, 32)], { turned: 1 }, { name, domain }),
    );
  };
  const condition = g.input('condition');
  const chosen = g.node(
    'If',
    [condition],
    { then_branch: { graph: branch('yes', 16) }, else_branch: { graph: branch('no', 16) } },
    { name: 'choice' },
  );
  const loop = new Graph('loop');
  for (const name of ['i', 'go', 'state']) loop.input(name);
  loop.output('go').output(loop.node('MatMul', ['state', loop.weight('step.w', 16, 16)], {}, { name: 'step' }));
  const times = g.initialize('times', { dims: [], type: 7, int64: [5] });
  g.output(g.node('Loop', [times, '', chosen], { body: { graph: loop } }, { name: 'loop' }));
  return sample(
    g,
    {
      name: 'functions, a branch and a loop',
      sizes: { s0: 8 },
      layers: ['fc1: gemm M 32 K 64 N 8', 'choice_yes: gemm M 16 K 32 N 8', 'loop_step: gemm M 16 K 16 N 8 x 5'],
      macs: 8 * (32 * 64 + 16 * 32 + 5 * 256),
      parameters: 32 * 64 + 16 * 32 + 256,
    },
    { functions: [block], opset: 18 },
  );
}

/** Broadcasting of numpy: weights on either side, batches on one, vectors. */
function broadcasting(): Sample {
  const g = new Graph();
  const a = g.input('a', 4, 3, 8, 16);
  g.output(g.node('MatMul', [a, g.input('b', 3, 16, 5)], {}, { name: 'both' }));
  g.output(g.node('MatMul', [a, g.input('c', 16, 5)], {}, { name: 'rows' }));
  g.output(g.node('MatMul', [g.weight('w', 7, 8), a], {}, { name: 'left' }));
  g.output(g.node('MatMul', [a, g.input('v', 16)], {}, { name: 'vector' }));
  g.output(
    g.node('FusedMatMul', [a, g.input('d', 4, 3, 2, 16)], { transB: 1 }, { name: 'turned', domain: 'com.microsoft' }),
  );
  return sample(g, {
    name: 'broadcasting products',
    layers: [
      'both: batchedGemm B 3 M 5 K 16 N 32',
      'rows: gemm M 5 K 16 N 96',
      'left: gemm M 7 K 8 N 192',
      'vector: gemm M 1 K 16 N 96',
      'turned: batchedGemm B 12 M 2 K 16 N 8',
    ],
    macs: 12 * 8 * 16 * 5 * 2 + 7 * 8 * 192 + 96 * 16 + 12 * 8 * 16 * 2,
    parameters: 56,
  });
}

export const SAMPLES: readonly Sample[] = [
  residual(),
  flattened(),
  separable(),
  kerasAttention(),
  encoder(),
  decoder(),
  fused(),
  standard(),
  quantised(),
  upwards(),
  otherRanks(),
  functions(),
  broadcasting(),
];
