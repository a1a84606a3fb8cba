import type { Reach } from '../drivers/scene.ts';
import type { Widget } from '../drivers/widget.ts';

/** What the widget asks: for an email address, and whose conversation it is. */
export const WIDGET_QUESTION_STATES: Readonly<Record<string, Reach<Widget>>> = {
  async email(widget) {
    await askAsVisitor(widget);
  },
  async 'email-form'(widget) {
    await askAsVisitor(widget);
    await widget.part('div.email .link').click();
    await widget.part('input').fill('alice@example');
    await widget.part('input').press('Enter');
    await widget.part('input[aria-invalid="true"]').waitFor();
  },
  async 'ticket-question'(widget, { people }) {
    const link = await people.emailToVisitor(
      'Does the Halla 2 fit on a bike rack?',
      'It does: packed it is 42 × 14 cm.',
    );
    await widget.followLink(link);
    await widget.part('.question button').first().waitFor();
  },
  async 'join-question'(widget, { people }) {
    await askAsVisitor(widget);
    await widget.signIn(await people.newUser('Alice Moss'));
    await widget.part('.question button').first().waitFor();
  },
};

async function askAsVisitor(widget: Widget): Promise<void> {
  await widget.visit();
  await widget.open();
  await widget.send('Do you ship to Norway?');
  await widget.part('div.email').waitFor();
}
