export { ActivitySection } from './activity-section.tsx';
export { DataSection } from './data-section.tsx';
