import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; --paper: #faf9f7; --ink: #1c1b19; --quiet: #5f5c56; --act: #0f766e; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #111412; --ink: #e8e6e1; --quiet: #a3a098; --act: #5fc4b8; }
}
body { margin: 0; padding: 20vh 24px 24px; background: var(--paper); color: var(--ink);
  font: 14px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 400px; margin: 0 auto; }
h1 { font-size: 20px; font-weight: 600; margin: 0 0 8px; }
p { margin: 0 0 16px; }
small { display: block; margin: 0 0 24px; color: var(--quiet); font-size: 12px; overflow-wrap: anywhere; }
a { color: var(--act); }
`;

/** Nothing but its own style. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const WORDS = {
  en: {
    title: 'This app cannot be connected',
    text: 'What it asked for was refused, or the request is too old. Go back to the app and try again; if it fails again, its makers can read the reason here.',
    home: 'Go to My Financial Picture',
  },
  es: {
    title: 'Esta aplicación no se puede conectar',
    text: 'Lo que pidió fue rechazado, o la petición es demasiado antigua. Vuelve a la aplicación e inténtalo de nuevo; si falla otra vez, quienes la hicieron pueden leer aquí el motivo.',
    home: 'Ir a My Financial Picture',
  },
} as const;

/** What a person reads when a program may not be answered: there is no address to trust. */
export function refusalPage(language: 'en' | 'es', reason: string): string {
  const { title, text, home } = WORDS[language];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p><small>${escapeHtml(reason)}</small><a href="/">${home}</a></main></body>
</html>`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
