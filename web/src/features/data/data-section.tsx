import styles from './data.module.css';
import { DeletionCard } from './deletion-card.tsx';
import { ExportCard } from './export-card.tsx';
import { LedgerExportCard } from './ledger-export-card.tsx';

/** What a person can do with all of their data at once. */
export function DataSection() {
  return (
    <div className={styles.section}>
      <LedgerExportCard />
      <ExportCard />
      <DeletionCard />
    </div>
  );
}
