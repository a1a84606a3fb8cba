import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';
import { type Widget, widgetOn } from './widget.ts';

/** Opens a chat with what has a colour: own and other messages with links, and a text in the box. */
export async function openLinkedConversation(stage: Stage, page: Page): Promise<Widget> {
  const user = await stage.signedInUser();
  const widget = widgetOn(page);
  await user.write('See https://shop.example/a');
  await stage.reply(user, 'Look at https://shop.example/b');
  await widget.visitAs(stage.run.url, user);
  await widget.open();
  await widget.messages.getByRole('link', { name: 'https://shop.example/b' }).waitFor();
  await widget.box.fill('next');
  return widget;
}
