import { lazy } from 'react';

export const TrendChart = lazy(async () => ({
  default: (await import('./charts.tsx')).TrendChart,
}));
export const PaceChart = lazy(async () => ({ default: (await import('./charts.tsx')).PaceChart }));
export const FlowChart = lazy(async () => ({ default: (await import('./charts.tsx')).FlowChart }));
