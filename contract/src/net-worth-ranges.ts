/** How far back a net worth chart looks. Here and not beside its schema: the web app needs no zod. */
export const NET_WORTH_RANGES = ['1m', '6m', '1y', '5y', 'all'] as const;
export type NetWorthRange = (typeof NET_WORTH_RANGES)[number];
