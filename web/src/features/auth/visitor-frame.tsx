import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { api } from '../../lib/api.ts';
import { activate, type Language } from '../../lib/i18n.ts';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';
import { useArrive } from './arrive.ts';
import styles from './visitor-frame.module.css';

const LANGUAGES: [Language, string][] = [
  ['en', 'English'],
  ['es', 'Español'],
];

interface VisitorFrameProps {
  title: string;
  children: ReactNode;
  /** Whoever only wants to look can do so from here. */
  offersSample?: boolean;
}

/** What a visitor sees: one card, and the choice of language. */
export function VisitorFrame({ title, children, offersSample }: VisitorFrameProps) {
  const { t, i18n } = useLingui();
  const language: Language = i18n.locale === 'es' ? 'es' : 'en';
  useEffect(() => {
    document.title = `${title} · My Financial Picture`;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          My Financial Picture
        </p>
        <h1 className={styles.title}>{title}</h1>
        {children}
        {offersSample && <SampleOffer language={language} />}
      </div>
      <div className={styles.languages} role="group" aria-label={t`Language`}>
        {LANGUAGES.map(([code, name]) => (
          <button
            key={code}
            type="button"
            lang={code}
            className={styles.language}
            aria-pressed={language === code}
            onClick={() => void activate(code)}
          >
            {name}
          </button>
        ))}
      </div>
    </main>
  );
}

/** A sample household of one's own, made on the spot. */
function SampleOffer({ language }: { language: Language }) {
  const arrive = useArrive();
  const text = useProblemText();
  const demo = useMutation({
    mutationFn: () => api('POST /demo', { body: { language } }),
    onSuccess: () => arrive('/'),
  });
  return (
    <>
      <div className={styles.or}>
        <span>
          <Trans>or</Trans>
        </span>
      </div>
      <Button variant="default" fullWidth loading={demo.isPending} onClick={() => demo.mutate()}>
        <Trans>Explore with sample data</Trans>
      </Button>
      {demo.error && (
        <p className={form.problem} role="alert">
          {text(demo.error)}
        </p>
      )}
    </>
  );
}
