export { ProgramsSection } from './programs-section.tsx';
export { SecuritySection } from './security-section.tsx';
export { StepUpDialog } from './step-up-dialog.tsx';
