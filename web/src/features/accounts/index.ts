export { AccountForm } from './account-form.tsx';
export { AccountPage } from './account-page.tsx';
export { AccountsPage } from './accounts-page.tsx';
export { ExchangeRatesPanel } from './exchange-rates-panel.tsx';
