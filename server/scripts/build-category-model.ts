/**
 * Builds the base model's data file from the name-suggestion-index: brand names by category, and the
 * weights that guess a category from the letters of a name. The same input gives the same bytes.
 *
 *   node server/scripts/build-category-model.ts            write the data file
 *   node server/scripts/build-category-model.ts --measure  hold out a fifth and report instead
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { BaseModelFile } from '../src/modules/transactions/categorizer/base-model.ts';
import { KEYWORDS } from '../src/modules/transactions/categorizer/keywords.ts';
import {
  decodeNameModel,
  guessByName,
} from '../src/modules/transactions/categorizer/name-model.ts';
import {
  type LabelledName,
  trainNameModel,
} from '../src/modules/transactions/categorizer/name-training.ts';
import { HOUSEHOLD_NAMES, WIDE_NAMES } from '../src/modules/transactions/categorizer/names-all.ts';
import { CATEGORY_OF_KIND } from '../src/modules/transactions/categorizer/osm-kinds.ts';
import { listPhrases } from '../src/modules/transactions/categorizer/phrase-lists.ts';
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
  readonly kinds: Set<string>;
  readonly categories: Map<string, number>;
  inUnitedStates: boolean;
}

const TREES = ['brands/', 'operators/'];
const NAME_TAGS = ['name', 'name:en', 'brand', 'brand:en', 'short_name', 'operator', 'alt_name'];
const OPERATOR_KINDS = new Set([
  'amenity/hospital',
  'amenity/clinic',
  'amenity/kindergarten',
  'amenity/childcare',
  'amenity/parking',
  'amenity/college',
  'amenity/university',
  'amenity/charging_station',
  'office/water_utility',
  'office/energy_supplier',
  'amenity/veterinary',
  'amenity/pub',
  'amenity/doctors',
]);
/** A name filed under several kinds takes the first of these, when it has one of them. */
const PREFERRED = ['gas_fuel', 'fast_food', 'coffee_shops', 'pharmacy', 'restaurants', 'groceries'];
/** Some people's groceries are other people's fuel stop or shopping. */
const DISPUTED_KINDS = new Set([
  'shop/convenience',
  'shop/kiosk',
  'shop/newsagent',
  'shop/general',
  'shop/wholesale',
  'shop/chemist',
  'shop/country_store',
  'shop/outpost',
  'highway/services',
  'shop/confectionery',
  'shop/chocolate',
  'shop/tobacco',
  'shop/beverages',
  'shop/storage_rental',
  'shop/nutrition_supplements',
  'shop/toys',
]);
const MEASURE = process.argv.includes('--measure');
const OUTPUT = new URL(
  '../src/modules/transactions/categorizer/base-model.data.json',
  import.meta.url,
);

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
  return places.some(
    (place) => typeof place === 'string' && /^(us|001|us-.*|.*\bus\b.*\.geojson)$/.test(place),
  );
}

function namesOf(item: Item): Set<string> {
  const written = [
    item.displayName,
    ...NAME_TAGS.map((tag) => item.tags[tag]),
    ...(item.matchNames ?? []),
  ];
  const names = new Set<string>();
  for (const name of written) {
    const phrase = normalisePhrase((name ?? '').replace(/\s*\(.*\)/, ''));
    // Bank text is Latin; one or two letters are a reference sooner than a brand.
    // "University of Michigan" runs hospitals, but people pay it tuition.
    const usable = /^[a-z0-9 ]{3,40}$/.test(phrase) && /[a-z]{2}/.test(phrase);
    if (usable && !phrase.startsWith('university of')) names.add(phrase);
  }
  return names;
}

function collect(index: Index): Map<string, Brand> {
  const brands = new Map<string, Brand>();
  for (const [path, { items }] of Object.entries(index.nsi)) {
    const kind = kindOf(path);
    const category = kind && CATEGORY_OF_KIND.get(kind);
    if (!category) continue;
    for (const item of items ?? []) {
      const us = isInUnitedStates(item);
      for (const name of namesOf(item)) {
        const brand = brands.get(name) ?? {
          kinds: new Set(),
          categories: new Map(),
          inUnitedStates: false,
        };
        if (us && !brand.inUnitedStates) {
          // What the name is in the United States wins over what it is elsewhere.
          brand.categories.clear();
          brand.kinds.clear();
          brand.inUnitedStates = true;
        }
        if (us === brand.inUnitedStates) {
          brand.kinds.add(kind);
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
  return kinds.sort(
    (a, b) => (categories.get(b) ?? 0) - (categories.get(a) ?? 0) || (a < b ? -1 : 1),
  )[0];
}

function isUncertain({ kinds, categories }: Brand): boolean {
  return categories.size > 1 || [...kinds].every((kind) => DISPUTED_KINDS.has(kind));
}

function byCategory(
  brands: Map<string, Brand>,
  isWanted: (brand: Brand) => boolean,
): Record<string, string> {
  const lists = new Map<string, string[]>();
  for (const [name, brand] of brands) {
    const category = categoryOf(brand);
    if (category === undefined || !isWanted(brand)) continue;
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

/** Our own words for kinds of merchant, taught beside the names. */
function typeWords(): LabelledName[] {
  return KEYWORDS.flatMap(({ category, phrases }) =>
    listPhrases(phrases).map((phrase) => ({ name: normalisePhrase(phrase), category })),
  );
}

/** Every fifth name is held out, by a hash of its first word so that "Shell" and "Shell Express" stay together. */
function isHeldOut({ name }: LabelledName): boolean {
  let hash = 7;
  for (const character of name.split(' ')[0] as string)
    hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % 5 === 0;
}

function measure(names: LabelledName[]): void {
  const seen = [...[...names, ...ownNames()].filter((name) => !isHeldOut(name)), ...typeWords()];
  const model = decodeNameModel(trainNameModel(seen, { forUnlisted: false }));
  const held = names.filter(
    (example) => isHeldOut(example) && model.categories.includes(example.category),
  );
  const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0 }));
  for (const { name, category } of held) {
    const guess = guessByName(model, name);
    const bin = bins[Math.min(9, Math.floor(guess.probability * 10))];
    if (bin === undefined) continue;
    bin.n += 1;
    if (guess.category === category) bin.right += 1;
  }
  const right = bins.reduce((sum, bin) => sum + bin.right, 0);
  const shares = model.categories.map((key) => held.filter((name) => name.category === key).length);
  const commonest = Math.max(...shares) / held.length;
  const lines = bins.map(
    ({ n, right: good }, i) =>
      `  ${i / 10}–${(i + 1) / 10}: ${n} names, ${n ? (good / n).toFixed(2) : '-'} right`,
  );
  process.stdout.write(
    `held out ${held.length}, right ${(right / held.length).toFixed(3)}, the commonest category alone ${commonest.toFixed(3)}\n${lines.join('\n')}\n`,
  );
}

const index = readIndex();
const brands = collect(index);
/** The names we wrote ourselves teach the letters of what people name their shops. */
function ownNames(): LabelledName[] {
  return [...HOUSEHOLD_NAMES, ...WIDE_NAMES].flatMap((lists) =>
    Object.entries(lists).flatMap(([category, list]) =>
      listPhrases(list)
        .filter((phrase) => !phrase.startsWith('~'))
        .map((phrase) => ({ name: normalisePhrase(phrase), category })),
    ),
  );
}

const examples = labelled(brands);
if (MEASURE) measure(examples);
else {
  const file: BaseModelFile = {
    source: `name-suggestion-index ${index._meta.version}, https://github.com/osmlab/name-suggestion-index`,
    licence: 'BSD-3-Clause; the notice is in base-model.LICENCE.md beside this file',
    brandsUs: byCategory(brands, (brand) => !isUncertain(brand) && brand.inUnitedStates),
    brandsElsewhere: byCategory(brands, (brand) => !isUncertain(brand) && !brand.inUnitedStates),
    brandsUncertain: byCategory(brands, isUncertain),
    nameModel: trainNameModel([...examples, ...ownNames(), ...typeWords()], { forUnlisted: true }),
  };
  writeFileSync(OUTPUT, `${JSON.stringify(file, null, 1)}\n`);
  process.stdout.write(`${examples.length} names written\n`);
}
