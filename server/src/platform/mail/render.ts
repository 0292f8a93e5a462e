import type { Language, Words } from './letters.ts';

const PRODUCT = 'My Financial Picture';
const INK = '#1c1f1d';
const QUIET = '#5b625e';
const ACCENT = '#0f766e';
const FONT = 'Inter, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/** The mail as plain text: all there is to know, for whoever reads it so. */
export function asText({ paragraphs, action, reason }: Words): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return `${[...paragraphs, ...link, reason, `— ${PRODUCT}`].join('\n\n')}\n`;
}

/** The mail as HTML. React and its mail parts are loaded when the first one is written. */
export async function asHtml(words: Words, language: Language): Promise<string> {
  const [{ createElement: h }, parts, { render }] = await Promise.all([
    import('react'),
    import('@react-email/components'),
    import('@react-email/render'),
  ]);
  const { Html, Head, Preview, Body, Container, Heading, Text, Button, Hr } = parts;
  const text = { color: INK, fontSize: '15px', lineHeight: '24px', margin: '0 0 16px' };
  const { action } = words;
  return render(
    h(
      Html,
      { lang: language },
      h(
        Head,
        null,
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('title', null, words.subject),
      ),
      h(Preview, null, words.paragraphs[0] ?? words.subject),
      h(
        Body,
        { style: { backgroundColor: '#f6f5f2', fontFamily: FONT, margin: 0, padding: '32px 0' } },
        h(
          Container,
          {
            style: {
              backgroundColor: '#ffffff',
              border: '1px solid #e4e2dc',
              borderRadius: '12px',
              maxWidth: '520px',
              padding: '32px',
            },
          },
          h(Text, { style: { ...text, color: ACCENT, fontWeight: 600 } }, PRODUCT),
          h(Heading, { as: 'h1', style: { color: INK, fontSize: '20px', margin: '0 0 16px' } }, [
            words.subject,
          ]),
          ...words.paragraphs.map((paragraph, key) => h(Text, { key, style: text }, paragraph)),
          action &&
            h(
              Button,
              {
                href: action.url,
                style: {
                  backgroundColor: ACCENT,
                  borderRadius: '8px',
                  color: '#ffffff',
                  fontSize: '15px',
                  fontWeight: 600,
                  padding: '12px 20px',
                },
              },
              action.label,
            ),
          action &&
            h(
              Text,
              { style: { ...text, color: QUIET, fontSize: '12px', margin: '16px 0 0' } },
              action.url,
            ),
          h(Hr, { style: { borderColor: '#e4e2dc', margin: '24px 0 16px' } }),
          h(Text, { style: { ...text, color: QUIET, fontSize: '13px', margin: 0 } }, words.reason),
        ),
      ),
    ),
  );
}
