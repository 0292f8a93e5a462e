/**
 * Builds the base model's data file from the name-suggestion-index: brand names by category, and the
 * weights that guess a category from the letters of a name. The same input gives the same bytes.
 *
 *   node server/scripts/build-category-model.ts            write the data file
 *   node server/scripts/build-category-model.ts --measure  hold out a fifth and report instead
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { BaseModelFile } from '../src/modules/transactions/categorizer/base-model.ts';
import { decodeNameModel, guessByName } from '../src/modules/transactions/categorizer/name-model.ts';
import { type LabelledName, trainNameModel } from '../src/modules/transactions/categorizer/name-training.ts';
import { CATEGORY_OF_KIND } from '../src/modules/transactions/categorizer/osm-kinds.ts';
import { normalisePhrase } from '../src/modules/transactions/categorizer/statement-text.ts';

interface Item {
  readonly displayName: string;
  readonly matchNames?: readonly string[];
  readonly locationSet: { readonly include?: readonly (string | readonly number[])[] };
  readonly tags: Readonly<Record<string, string>>;
}
interface Index {
  readonly _meta: { readonly version: string };
  readonly nsi: Readonly<Record<string, { readonly items?: readonly Item[] }>>;
}
interface Brand {
  readonly categories: Map<string, number>;
  inUnitedStates: boolean;
}

const TREES = ['brands/', 'operators/'];
const NAME_TAGS = ['name', 'name:en', 'brand', 'brand:en', 'short_name', 'operator', 'alt_name'];
const OPERATOR_KINDS = new Set(['amenity/hospital', 'amenity/clinic', 'amenity/kindergarten', 'amenity/childcare',
  'amenity/parking', 'amenity/college', 'amenity/university', 'amenity/charging_station', 'office/water_utility',
  'office/energy_supplier', 'amenity/veterinary', 'amenity/pub', 'amenity/doctors']);
/** A name filed under several kinds takes the first of these, when it has one of them. */
const PREFERRED = ['gas_fuel', 'fast_food', 'coffee_shops', 'pharmacy', 'restaurants', 'groceries'];
const MEASURE = process.argv.includes('--measure');
const OUTPUT = new URL('../src/modules/transactions/categorizer/base-model.data.json', import.meta.url);

function readIndex(): Index {
  // The package exports its code only; the data lies beside it.
  const code = import.meta.resolve('name-suggestion-index');
  return JSON.parse(readFileSync(new URL('../json/nsi.min.json', code), 'utf8'));
}

function kindOf(path: string): string | undefined {
  const tree = TREES.find((prefix) => path.startsWith(prefix));
  const kind = tree && path.slice(tree.length);
  if (kind === undefined || (tree === 'operators/' && !OPERATOR_KINDS.has(kind))) return undefined;
  return kind;
}

function isInUnitedStates(item: Item): boolean {
  const places = item.locationSet.include ?? [];
  return places.some((place) => typeof place === 'string' && /^(us|001|us-.*|.*\bus\b.*\.geojson)$/.test(place));
}

function namesOf(item: Item): Set<string> {
  const written = [item.displayName, ...NAME_TAGS.map((tag) => item.tags[tag]), ...(item.matchNames ?? [])];
  const names = new Set<string>();
  for (const name of written) {
    const phrase = normalisePhrase((name ?? '').replace(/\s*\(.*\)/, ''));
    // Bank text is Latin; one or two letters are a reference sooner than a brand.
    if (/^[a-z0-9 ]{3,40}$/.test(phrase) && /[a-z]{2}/.test(phrase)) names.add(phrase);
  }
  return names;
}

function collect(index: Index): Map<string, Brand> {
  const brands = new Map<string, Brand>();
  for (const [path, { items }] of Object.entries(index.nsi)) {
    const category = CATEGORY_OF_KIND.get(kindOf(path) ?? '');
    if (category === undefined) continue;
    for (const item of items ?? []) {
      const us = isInUnitedStates(item);
      for (const name of namesOf(item)) {
        const brand = brands.get(name) ?? { categories: new Map(), inUnitedStates: false };
        if (us && !brand.inUnitedStates) {
          // What the name is in the United States wins over what it is elsewhere.
          brand.categories.clear();
          brand.inUnitedStates = true;
        }
        if (us === brand.inUnitedStates) {
          brand.categories.set(category, (brand.categories.get(category) ?? 0) + 1);
        }
        brands.set(name, brand);
      }
    }
  }
  return brands;
}

function categoryOf({ categories }: Brand): string | undefined {
  const kinds = [...categories.keys()];
  if (kinds.length === 1) return kinds[0];
  const preferred = PREFERRED.find((category) => categories.has(category));
  if (preferred !== undefined || kinds.length > 3) return preferred;
  return kinds.sort((a, b) => (categories.get(b) ?? 0) - (categories.get(a) ?? 0) || (a < b ? -1 : 1))[0];
}

function byCategory(brands: Map<string, Brand>, inUnitedStates: boolean): Record<string, string> {
  const lists = new Map<string, string[]>();
  for (const [name, brand] of brands) {
    const category = categoryOf(brand);
    if (category === undefined || brand.inUnitedStates !== inUnitedStates) continue;
    const list = lists.get(category) ?? [];
    list.push(name);
    lists.set(category, list);
  }
  const sorted = [...lists].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([category, list]) => [category, list.sort().join('|')]));
}

function labelled(brands: Map<string, Brand>): LabelledName[] {
  const examples: LabelledName[] = [];
  for (const [name, brand] of brands) {
    const category = categoryOf(brand);
    if (category !== undefined) examples.push({ name, category });
  }
  return examples.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Every fifth name is held out, by a hash of its first word so that "Shell" and "Shell Express" stay together. */
function isHeldOut({ name }: LabelledName): boolean {
  let hash = 7;
  for (const character of name.split(' ')[0] as string) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % 5 === 0;
}

function measure(examples: LabelledName[]): void {
  const model = decodeNameModel(trainNameModel(examples.filter((example) => !isHeldOut(example))));
  const held = examples.filter((example) => isHeldOut(example) && model.categories.includes(example.category));
  const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0 }));
  for (const { name, category } of held) {
    const guess = guessByName(model, name);
    const bin = bins[Math.min(9, Math.floor(guess.probability * 10))];
    if (bin === undefined) continue;
    bin.n += 1;
    if (guess.category === category) bin.right += 1;
  }
  const right = bins.reduce((sum, bin) => sum + bin.right, 0);
  const lines = bins.map(({ n, right: good }, i) => `  ${i / 10}–${(i + 1) / 10}: ${n} names, ${n ? (good / n).toFixed(2) : '-'} right`);
  process.stdout.write(`held out ${held.length}, right ${(right / held.length).toFixed(3)}\n${lines.join('\n')}\n`);
}

const index = readIndex();
const brands = collect(index);
const examples = labelled(brands);
if (MEASURE) measure(examples);
else {
  const file: BaseModelFile = {
    source: `name-suggestion-index ${index._meta.version}, https://github.com/osmlab/name-suggestion-index`,
    licence: 'BSD-3-Clause; the notice is in base-model.LICENCE.md beside this file',
    brandsUs: byCategory(brands, true),
    brandsElsewhere: byCategory(brands, false),
    nameModel: trainNameModel(examples),
  };
  writeFileSync(OUTPUT, `${JSON.stringify(file, null, 1)}\n`);
  process.stdout.write(`${examples.length} names written\n`);
}
