export { TransactionRows } from './transaction-rows.tsx';
export { transactionQueries } from './transactions.queries.ts';
export { TransactionsPage } from './transactions-page.tsx';
