import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { HouseholdModel } from './household-model.ts';

interface Head {
  categories: readonly string[];
  biases: readonly number[];
  scale: number;
  known: readonly number[];
  unknown: readonly number[];
  rows: number;
}

/**
 * A model as bytes: the length of the head (4 bytes, little-endian), the head as JSON, the features'
 * hashes (4 bytes each), then the weights, one signed byte each; all of it deflated.
 */
export function packModel(model: HouseholdModel): Uint8Array {
  const { categories, scale, known, unknown } = model;
  const head: Head = {
    categories,
    scale,
    known,
    unknown,
    biases: [...model.biases],
    rows: model.rows.size,
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const hashes = Buffer.alloc(4 * model.rows.size);
  for (const [hash, row] of model.rows) hashes.writeUInt32LE(hash, 4 * row);
  const weights = Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.length);
  return deflateRawSync(Buffer.concat([length, text, hashes, weights]));
}

export function unpackModel(bytes: Uint8Array): HouseholdModel {
  const all = inflateRawSync(bytes);
  const headEnd = 4 + all.readUInt32LE(0);
  const { rows: count, biases, ...head }: Head = JSON.parse(all.toString('utf8', 4, headEnd));
  const rows = new Map<number, number>();
  for (let row = 0; row < count; row += 1) rows.set(all.readUInt32LE(headEnd + 4 * row), row);
  const weights = Int8Array.from(all.subarray(headEnd + 4 * count), (byte) => (byte << 24) >> 24);
  return { ...head, biases: Float32Array.from(biases), rows, weights };
}
