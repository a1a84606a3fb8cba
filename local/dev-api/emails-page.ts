import { html } from 'hono/html';
import type { Email } from '../email/outbox.ts';
import { localPage } from '../local-page.ts';

/** The emails sent so far, newest first, each as its receiver would see it. */
export function emailsPage(emails: readonly Email[]) {
  return localPage({
    title: 'Emails',
    style: STYLE,
    main: html`<h1>Emails sent</h1>
      ${emails.length === 0 ? EMPTY : [...emails].reverse().map(emailArticle)}`,
  });
}

const EMPTY = html`<p>
  None yet. A user who has an address and does not read an admin's message within five minutes gets
  one; <code>POST /_local/clock</code> with <code>{"advance_seconds": 300}</code> makes it sooner.
</p>`;

/** Nothing in the email may run, but its links open, each in a tab of its own. */
function emailArticle(email: Email) {
  const framed = `<base target="_blank">${email.html}`;
  return html`<article>
    <h2>${email.subject}</h2>
    <p>
      To <strong>${email.to}</strong>,
      <time datetime="${email.sent_at}">${email.sent_at.replace('T', ' ').slice(0, 19)} UTC</time>
    </p>
    <iframe
      title="${email.subject}"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcdoc="${framed}"
    ></iframe>
    <details>
      <summary>Text part and headers</summary>
      <pre>${email.text}</pre>
      <pre>${headerLines(email)}</pre>
    </details>
  </article>`;
}

function headerLines({ from, headers }: Email): string {
  const lines = Object.entries({ From: from, ...headers });
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}

const STYLE = `
  main { width: min(46rem, calc(100vw - 2rem)); margin: 2rem auto; }
  article { margin-top: 1.5rem; padding: 1rem 1.25rem; border: 1px solid GrayText; border-radius: .75rem; }
  h2 { font-size: 1.125rem; margin: 0; }
  article p { margin: .25rem 0 .75rem; }
  iframe { width: 100%; height: 24rem; border: 1px solid GrayText; border-radius: .5rem; background: #fff; }
  pre { overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
