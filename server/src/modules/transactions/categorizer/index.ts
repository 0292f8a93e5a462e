/**
 * The base model: the category of a transaction by its text and the sign of its amount alone. It
 * knows no household and no database; docs/CATEGORISATION.md tells how it decides and how sure it
 * may be. It does no I/O: base-model.client.ts beside this folder reads its data file.
 */
export { type BaseModel, buildBaseModel } from './base-model.ts';
export { categorizeWithBase } from './categorize.ts';
export { categorizeCsv } from './categorize-csv.ts';
export {
  type Example,
  type HouseholdModel,
  type Learned,
  predictByHousehold,
  trainHouseholdModel,
} from './household-model.ts';
export { merchantKey, merchantName } from './merchant.ts';
