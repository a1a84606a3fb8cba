import { html, raw } from 'hono/html';

type Markup = ReturnType<typeof html>;

/** A page that the local run makes itself: in the reader's own colours, loading nothing. */
export const localPage = (page: {
  title: string;
  style: string;
  main: Markup;
}) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="icon" href="data:," />
      <title>${page.title} (local run)</title>
      <style>
        ${raw(STYLE + page.style)}
      </style>
    </head>
    <body>
      <main>${page.main}</main>
    </body>
  </html>`;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; background: Canvas; color: CanvasText; }
`;
