import { readFileSync } from 'node:fs';
import { type BaseModel, buildBaseModel } from './categorizer/index.ts';

const FILE = new URL('./categorizer/base-model.data.json', import.meta.url);

let loaded: BaseModel | undefined;

/** The base model that ships with the product, read on the first call and kept. */
export function loadBaseModel(): BaseModel {
  loaded ??= buildBaseModel(JSON.parse(readFileSync(FILE, 'utf8')));
  return loaded;
}
