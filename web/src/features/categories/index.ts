export { RulesCard as RulesPage } from '../rules/index.ts';
export { CategoriesFrame } from './categories-frame.tsx';
export { CategoriesPage } from './categories-page.tsx';
export { MerchantsCard as MerchantsPage } from './merchants-card.tsx';
export { TagsCard as TagsPage } from './tags-card.tsx';
