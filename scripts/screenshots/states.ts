import { randomUUID } from 'node:crypto';
import type { Person } from './person.ts';
import { tapSocket } from './tap-socket.ts';
import { LONG_TEXT, ODD_TEXTS } from './texts.ts';
import type { Widget } from './widget.ts';

type Take = (widget: Widget, person: Person) => Promise<void>;

/** Every state that a reader may meet, by name; each begins with a new customer. */
export const STATES: Readonly<Record<string, Take>> = {
  async greeting(widget) {
    await widget.visit('visitor');
    await widget.open();
    await widget.part('.dot[data-link="ready"]').waitFor();
  },
  async unreachable(widget) {
    await widget.page.route('**/api/health', (route) => route.abort());
    await widget.visit('visitor');
    await widget.open();
    await widget.part('.dot[data-link="unreachable"]').waitFor();
  },
  async 'conversation-unreachable'(widget, person) {
    await talk(person);
    const tap = await tapSocket(widget.page);
    await widget.show('Thank you both!');
    await widget.isConnected();
    await widget.page.route('**/api/**', (route) => route.abort());
    await widget.page.routeWebSocket('**/ws', (socket) => void socket.close());
    tap.close();
    await widget.send('And the poles?');
    await widget.part('.dot[data-link="unreachable"]').waitFor();
  },
  async badge(widget, person) {
    await widget.page.route('**/Preview-*.js', (route) => route.abort());
    await unread(widget, person);
  },
  async preview(widget, person) {
    await unread(widget, person);
    await widget.part('.card').waitFor();
  },
  async new(widget, person) {
    await unread(widget, person);
    await widget.open();
    await widget.part('.new').waitFor();
  },
  async loading(widget, person) {
    await person.says('Hello?');
    await widget.page.route('**/api/support_chat', () => {});
    await widget.visit();
    await widget.open();
    await widget.part('.skeleton').waitFor();
  },
  async conversation(widget, person) {
    const tap = await tapSocket(widget.page);
    await widget.page.route('**/api/support_chat', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), admins_online: true } });
    });
    await talk(person);
    await widget.show('Thank you both!');
    await widget.isConnected();
    const { chat_id } = person;
    const read_at = new Date().toISOString();
    tap.push({ type: 'messages_read', chat_id, reader: 'admin', up_to: 7, read_at });
    await widget.part('.status').waitFor();
  },
  async 'odd-texts'(widget, person) {
    for (const [place, text] of ODD_TEXTS.entries()) {
      await (place % 2 ? person.hears('Ada', text) : person.says(text));
    }
    await widget.show('ok');
  },
  async typing(widget, person) {
    const tap = await tapSocket(widget.page);
    await talk(person);
    await widget.show('Thank you both!');
    await widget.isConnected();
    const { chat_id } = person;
    const who = { sender_type: 'admin', sender_name: 'Ada Lindqvist' };
    tap.push({ type: 'typing', chat_id, ...who, is_typing: true });
    await widget.part('.typing').waitFor();
  },
  async news(widget, person) {
    await person.says('What is in the box?');
    await person.hears('Ada', LONG_TEXT);
    await widget.show('30. Peg and pole');
    await widget.isConnected();
    await widget.part('.log').evaluate((log) => log.scrollTo(0, 60));
    await person.hears('Ada', 'One more thing.');
    await widget.part('.news').waitFor();
  },
  async failed(widget) {
    await tapSocket(widget.page, (client_id) => ({
      type: 'error',
      code: 'rate_limited',
      message: 'slow down',
      client_id,
    }));
    await widget.visit();
    await widget.open();
    await widget.send('Are you there?');
    await widget.part('.failure').waitFor();
  },
  async pending(widget) {
    await widget.page.clock.install();
    await tapSocket(widget.page);
    await widget.visit();
    await widget.open();
    await widget.send('Are you there?');
    await widget.page.clock.fastForward(16_000);
    await widget.part('.status').waitFor();
    await widget.send('Hello?');
  },
  async offline(widget, person) {
    await talk(person);
    await widget.show('Thank you both!');
    await widget.isConnected();
    await widget.page.context().setOffline(true);
    await widget.part('.banner').waitFor();
    await widget.send('And the poles?');
  },
  async polling(widget, person) {
    await talk(person);
    const tap = await tapSocket(widget.page);
    await widget.show('Thank you both!');
    await widget.isConnected();
    await widget.page.routeWebSocket('**/ws', (socket) => void socket.close());
    tap.close();
    await widget.part('.dot[data-link="polling"]').waitFor();
  },
  async refused(widget, person) {
    await person.says('Hello?');
    await widget.page.route('**/api/support_chat', (route) =>
      route.fulfill({ status: 401, json: { error: { code: 'unauthorized', message: 'no' } } }),
    );
    await widget.page.routeWebSocket('**/ws', (socket) => void socket.close());
    await widget.visit();
    await widget.open();
    await widget.part('.banner').waitFor();
  },
  async emoji(widget, person) {
    await talk(person);
    await widget.show('Thank you both!');
    await widget.type('Looking forward to it ');
    const button = widget.part('button.emoji');
    if (await button.isVisible()) await button.click();
  },
  async email(widget) {
    await askByVisitor(widget);
  },
  async 'email-form'(widget) {
    await askByVisitor(widget);
    await widget.part('div.email .link').click();
    await widget.part('input').fill('alice@example');
    await widget.part('input').press('Enter');
    await widget.part('input[aria-invalid="true"]').waitFor();
  },
  async 'ticket-question'(widget) {
    await widget.page.route('**/api/email/ticket', (route) =>
      route.fulfill({
        json: {
          masked_email: 'a•••@example.com',
          last_preview: 'It does: packed it is 42 × 14 cm.',
        },
      }),
    );
    await widget.visit('visitor');
    const ticket = Buffer.from(JSON.stringify({ chat_id: randomUUID() })).toString('base64url');
    await widget.page.evaluate((hash) => {
      location.hash = hash;
    }, `support-chat=header.${ticket}.signature`);
    await widget.part('.question button').first().waitFor();
  },
  async 'join-question'(widget, person) {
    await askByVisitor(widget);
    await widget.page.evaluate((token) => window.SupportChat?.('identify', token), person.token);
    await widget.part('.question button').first().waitFor();
  },
  async 'too-long'(widget) {
    await widget.visit();
    await widget.open();
    await widget.type('tent '.repeat(805));
    await widget.part('.limit.over').waitFor();
  },
};

/** Three replies behind the closed button. */
async function unread(widget: Widget, person: Person): Promise<void> {
  await person.says('One of the poles is cracked.');
  await widget.show('One of the poles');
  await widget.close();
  const texts = [
    'Hi!',
    'We send you a new one.',
    'It leaves today, and is with you on Thursday. Please keep the old one, our workshop would like to see it.',
  ];
  for (const text of texts) await person.hears('Ada Lindqvist', text);
  await widget.part('.badge').getByText('3').waitFor();
}

async function askByVisitor(widget: Widget): Promise<void> {
  await widget.visit('visitor');
  await widget.open();
  await widget.send('Do you ship to Norway?');
  await widget.part('div.email').waitFor();
}

async function talk(person: Person): Promise<void> {
  await person.says('Hi! Does the Halla 2 fit on a bike rack?');
  await person.says('I leave on Friday.');
  await person.hears('Ada Lindqvist', 'It does: packed it is 42 × 14 cm.');
  await person.hears('Ada Lindqvist', 'Here is how: https://shop.example/guides/bike-rack');
  await person.says('👍');
  await person.hears('Bo Aalto', 'Bo from the workshop here. Two straps of 60 cm will do.');
  await person.says('Thank you both!');
}
