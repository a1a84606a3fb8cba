import type { OtherPeople } from '../drivers/other-people.ts';
import type { Reach } from '../drivers/scene.ts';
import type { Widget } from '../drivers/widget.ts';
import { DIFFICULT_TEXTS, LONG_TEXT } from '../fixtures/difficult-texts.ts';
import { userWithTalk } from './talk.ts';

/** Reading and writing. */
export const WIDGET_CONVERSATION_STATES: Readonly<Record<string, Reach<Widget>>> = {
  async greeting(widget) {
    await widget.visit();
    await widget.open();
    await widget.part('.dot[data-connection="ready"]').waitFor();
  },
  async badge(widget, { people }) {
    await widget.page.route('**/Preview-*.js', (route) => route.abort());
    await closeAndReceive(widget, people);
  },
  async preview(widget, { people }) {
    await closeAndReceive(widget, people);
    await widget.part('.card').waitFor();
  },
  async 'new-divider'(widget, { people }) {
    await closeAndReceive(widget, people);
    await widget.open();
    await widget.part('.new').waitFor();
  },
  async conversation(widget, { people }) {
    const user = await userWithTalk(people);
    await (await people.teammate('Ada Lindqvist')).goOnline();
    await widget.show(user, 'Thank you both!');
    await widget.isConnected();
  },
  async 'difficult-texts'(widget, { people }) {
    const user = await people.newUser('Alice Moss');
    const ada = await people.teammate('Ada');
    for (const [place, text] of DIFFICULT_TEXTS.entries()) {
      await (place % 2 ? ada.reply(user, text) : user.send(text));
    }
    await widget.show(user, 'ok');
  },
  async typing(widget, { people }) {
    const user = await userWithTalk(people);
    await widget.show(user, 'Thank you both!');
    await widget.isConnected();
    await (await people.teammate('Ada Lindqvist')).startTyping(user);
    await widget.part('.typing').waitFor();
  },
  async 'new-message-below'(widget, { people }) {
    const user = await people.newUser('Alice Moss');
    const ada = await people.teammate('Ada');
    await user.send('What is in the box?');
    await ada.reply(user, LONG_TEXT);
    await widget.show(user, '30. Peg and pole');
    await widget.isConnected();
    await widget.part('.log').evaluate((log) => log.scrollTo(0, 60));
    await ada.reply(user, 'One more thing.');
    await widget.part('.news').waitFor();
  },
  async emoji(widget, { people }) {
    await widget.show(await userWithTalk(people), 'Thank you both!');
    await widget.type('Looking forward to it ');
    const button = widget.part('button.emoji');
    if (await button.isVisible()) await button.click();
  },
  async 'too-long'(widget, { people }) {
    await widget.visit(await people.newUser('Alice Moss'));
    await widget.open();
    await widget.type('tent '.repeat(805));
    await widget.part('.limit.over').waitFor();
  },
};

/** Three replies come while the panel is closed. */
async function closeAndReceive(widget: Widget, people: OtherPeople): Promise<void> {
  const user = await people.newUser('Alice Moss');
  await user.send('One of the poles is cracked.');
  await widget.show(user, 'One of the poles');
  await widget.close();
  const ada = await people.teammate('Ada Lindqvist');
  await ada.reply(user, 'Hi!');
  await ada.reply(user, 'We send you a new one.');
  await ada.reply(
    user,
    'It leaves today, and is with you on Thursday. Please keep the old one, our workshop would like to see it.',
  );
  await widget.part('.badge').getByText('3').waitFor();
}
