/** The fields of a `ModelProto` that may stand at the top of a file, with the type of each on the wire. */
const TOP: Readonly<Record<number, number>> = { 1: 0, 2: 2, 3: 2, 4: 2, 5: 0, 6: 2, 7: 2, 8: 2, 14: 2, 20: 2, 25: 2 };

/** Versions of the format have been counted from 1 to 13 in ten years. */
const MOST_VERSION = 100;

/**
 * Whether bytes begin as an ONNX file does. All exporters write the version of the format first, and another field of a
 * model after it.
 */
export function looksLikeOnnx(bytes: Uint8Array): boolean {
  if (bytes.length < 3 || bytes[0] !== tag(1) || bytes[1] === 0 || bytes[1]! > MOST_VERSION) return false;
  const next = bytes[2]! < 0x80 ? bytes[2] : (bytes[2]! & 0x7f) | (bytes[3]! << 7);
  const field = next! >> 3;
  return Object.hasOwn(TOP, field) && TOP[field] === (next! & 7);
}

const tag = (field: number): number => (field << 3) | TOP[field]!;
