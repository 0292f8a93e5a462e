import '@mantine/core/styles/Tooltip.css';
import '@mantine/charts/styles.css';
import { AreaChart, BarChart, LineChart } from '@mantine/charts';
import styles from './charts.module.css';

/* Loaded only where a chart is shown: recharts weighs more than the rest of a page. */

interface Series {
  name: string;
  label: string;
  color: string;
  dashed?: boolean;
}

interface ChartProps {
  data: Record<string, string | number | null>[];
  /** The key of the horizontal axis. */
  by: string;
  series: Series[];
  height: number;
  format: (value: number) => string;
  formatLabel: (value: string) => string;
  /** The same, shorter, for the axis. */
  formatTick?: (value: string) => string;
  exact: (value: number) => string;
}

const plain = {
  withDots: false,
  withLegend: false,
  strokeWidth: 2,
  gridAxis: 'x',
  tickLine: 'none',
} as const;

function shared({ data, by, series, height, format, formatLabel, formatTick, exact }: ChartProps) {
  return {
    h: height,
    data,
    dataKey: by,
    series: series.map(({ name, label, color, dashed }) => ({
      name,
      label,
      color,
      ...(dashed && { strokeDasharray: '3 4' }),
    })),
    strokeDasharray: '0',
    valueFormatter: exact,
    xAxisProps: {
      tickFormatter: formatTick ?? formatLabel,
      minTickGap: 28,
      interval: 'preserveStartEnd' as const,
    },
    yAxisProps: { tickFormatter: format, width: 56, tickCount: 4 },
    tooltipProps: {
      labelFormatter: (label: unknown) => (label === undefined ? '' : formatLabel(String(label))),
      position: { y: -8 },
      isAnimationActive: false,
      wrapperStyle: { pointerEvents: 'none' as const },
    },
    className: styles.chart ?? '',
  };
}

export function TrendChart(props: ChartProps) {
  return (
    <AreaChart
      {...plain}
      {...shared(props)}
      yAxisProps={{ ...shared(props).yAxisProps, domain: ['auto', 'auto'] }}
      curveType="monotone"
      fillOpacity={0.08}
      withGradient={false}
      areaProps={{ isAnimationActive: false }}
    />
  );
}

export function PaceChart(props: ChartProps) {
  return (
    <LineChart
      {...plain}
      {...shared(props)}
      curveType="monotone"
      lineProps={{ isAnimationActive: false }}
    />
  );
}

export function FlowChart(props: ChartProps) {
  return (
    <BarChart
      {...shared(props)}
      withLegend={false}
      gridAxis="x"
      tickLine="none"
      maxBarWidth={18}
      barProps={{ isAnimationActive: false, radius: 3 }}
      barChartProps={{ barGap: 2 }}
    />
  );
}
