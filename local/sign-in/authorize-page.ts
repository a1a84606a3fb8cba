import { html } from 'hono/html';
import { localPage } from '../local-page.ts';
import type { Person } from './demo-users.ts';

/** The page on which a developer chooses who signs in. The first one has the focus. */
export function authorizePage(
  people: readonly Person[],
  request: Readonly<Record<string, string>>,
) {
  return localPage({
    title: 'Sign in',
    style: STYLE,
    main: html`<h1>Who signs in?</h1>
      <p>This page stands in for the sign-in of the cloud. Nobody needs a password here.</p>
      <form method="post">
        ${Object.entries(request).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        ${people.map(personButton)}
      </form>`,
  });
}

function personButton({ sub, name, email, groups }: Person, index: number) {
  const right = groups.length > 0 ? 'admin' : 'no admin';
  return html`<button name="person" value="${sub}" ${index === 0 ? 'autofocus' : ''}>
    <strong>${name} (${right})</strong><span>${email}</span>
  </button>`;
}

const STYLE = `
  body { min-height: 100vh; display: grid; place-items: center; }
  main { width: min(24rem, calc(100vw - 2rem)); }
  h1 { font-size: 1.5rem; margin: 0; }
  button { display: flex; flex-direction: column; width: 100%; margin-top: .75rem; padding: .75rem 1rem;
    border: 1px solid GrayText; border-radius: .75rem; background: Canvas; color: CanvasText;
    font: inherit; text-align: start; cursor: pointer; }
  button:hover { background: color-mix(in srgb, CanvasText 8%, Canvas); }
  button:focus-visible { outline: 3px solid LinkText; outline-offset: 2px; }
`;
