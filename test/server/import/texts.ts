import type { FormatName } from '../../../server/import/formats.js';

/** A small file of each kind that is read, with what it needs beside it. */
export const TEXTS: readonly { readonly format: FormatName; readonly texts: Readonly<Record<string, string>> }[] = [
  {
    format: 'scalesim',
    texts: {
      'net.csv':
        'Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\nDP1, 9, 9, 3, 3, 16, 1, 1, 2:4,\n"a, b", "1,024", 14, 3, 1, 8, 8, 2,\nLayer, M, N, K,\nfc, 4, 10, 8,',
      'array.cfg':
        '[architecture_presets]\nArrayHeight: 8\nArrayWidth: 4\nIfmapSramSzkB: 64\nFilterSramSzkB: 32\nOfmapSramSzkB: 16\nDataflow: ws\nBandwidth: 10\n',
    },
  },
  {
    format: 'maestro',
    texts: {
      'net.m':
        'Constant T 4;\nNetwork N { Layer a { Type: CONV Stride { X: 2, Y: 2 } Dimensions { K: 16, C: 8, R: 3, S: 3, Y: 13, X: 13 } Dataflow { SpatialMap(1,1) K; TemporalMap(T,T) C; TemporalMap(Sz(R),1) Y; Cluster(4, P); SpatialMap(1,1) C; } } Layer b { Type: GEMM Dimensions { M: 2 * (T + 1), N: 3, K: 4 } } }',
      'hw.m': 'num_pes: 32\nl1_size_cstr: 512\nl2_size_cstr: 4096\nnoc_bw_cstr: 8\noffchip_bw_cstr: 4\n',
    },
  },
  {
    format: 'zigzag',
    texts: {
      'core.yaml':
        'name: small\nmemories:\n  rf:\n    size: 16\n    r_cost: 1\n    w_cost: 2\n    operands: [O]\n    ports: [{name: a, type: read, bandwidth_max: 16}, {name: b, type: write, bandwidth_max: 16}]\n    served_dimensions: [D2]\n  dram:\n    size: 10000\n    r_cost: 7\n    w_cost: 8\n    operands: [I1, I2, O]\n    ports: [{name: a, type: read_write, bandwidth_max: 64}]\n    served_dimensions: [D1, D2]\noperational_array: {unit_energy: 0.1, dimensions: [D1, D2], sizes: [4, 2]}\n',
      'mapping.yaml':
        '- name: default\n  spatial_mapping: {D1: [K, 4], D2: ["C, 2"]}\n  temporal_ordering: [[OX, 2], [K, "*"]]\n  memory_operand_links: {O: O, W: I2, I: I1}\n',
      'net.yaml':
        '- id: 0\n  operator_type: Conv\n  equation: O[b][k][oy][ox]+=W[k][c][fy][fx]*I[b][c][iy][ix]\n  dimension_relations: [ix=2*ox+1*fx, iy=2*oy+1*fy]\n  loop_dims: [B, K, C, OY, OX, FY, FX]\n  loop_sizes: [1, 8, 4, 6, 6, 3, 3]\n  operand_precision: {W: 8, I: 8, O: 16}\n',
    },
  },
  {
    format: 'accelforge',
    texts: {
      'arch.yaml':
        'arch:\n  nodes:\n  - !Memory\n    name: Main\n    size: inf\n    tensors: {keep: ~Intermediates, may_keep: All}\n    actions: [{name: read, energy: 1e-12, throughput: 8e9}, {name: write, energy: 1e-12, throughput: 8e9}]\n  - !Container\n    name: PE\n    spatial: [{name: X, fanout: 2 * 4, reuse: input, may_reuse: ~output}]\n  - !Compute\n    name: MAC\n    enabled: len(All) == 3\n    actions: [{name: compute, energy: 1e-13, throughput: 1e9}]\n',
      'net.yaml':
        '{% set M = SIZE | default(4) %}\nworkload:\n  rank_sizes: {M: {{ M }}, K: 3, N: 5}\n  bits_per_value: {All: 8}\n  einsums:\n  {% for i in range(2) %}\n  - "T{{ i }}[m, n] = A{{ i }}[m, k] * B{{ i }}[k, n]"\n  {% endfor %}\n  - {einsum: "C[p] = D[P: 2 * p + r] * F[r]", iteration_space_shape: [0 <= p < 4, 0 <= r < 2]}\n',
    },
  },
];
