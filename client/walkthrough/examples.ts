/** An example that comes with the extension and stands by itself: its copy finds nothing to import beside it. */
export interface Example {
  readonly file: string;
  readonly label: string;
  readonly detail: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    file: 'eyeriss.ffarch',
    label: 'Eyeriss',
    detail: 'A row-stationary accelerator, a matrix multiplication, and a mapping by hand',
  },
  {
    file: 'edge-npu.ffarch',
    label: 'Edge NPU',
    detail: 'An accelerator for convolutions with bits, leakage and area, a strided layer, and a network',
  },
];
