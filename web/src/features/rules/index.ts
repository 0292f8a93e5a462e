export { RulesCard } from './rules-card.tsx';
