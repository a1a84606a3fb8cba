import { cut, loseConnection, type Reach, stall } from '../drivers/scene.ts';
import type { Widget } from '../drivers/widget.ts';
import { userWhoAsks, userWithTalk } from './talk.ts';

/** Longer than the 15 seconds after which the widget says that it is still trying. */
const SLOW_MS = 16_000;

/** No network, a bad one, or a server that refuses. */
export const WIDGET_TROUBLE_STATES: Readonly<Record<string, Reach<Widget>>> = {
  async unreachable(widget, { network }) {
    network.api = 'cut';
    await widget.visit();
    await widget.open();
    await widget.part('.dot[data-connection="unreachable"]').waitFor();
  },
  async 'conversation-unreachable'(widget, { people, network }) {
    await widget.show(await userWithTalk(people), 'Thank you both!');
    await widget.isConnected();
    cut(network);
    await widget.send('And the poles?');
    await widget.part('.dot[data-connection="unreachable"]').waitFor();
  },
  async loading(widget, { people }) {
    const user = await userWhoAsks(people, 'Alice Moss');
    await widget.page.route('**/api/support_chat', () => {});
    await widget.visit(user);
    await widget.open();
    await widget.part('.skeleton').waitFor();
  },
  async failed(widget, { people, network }) {
    // The server's refusal can be made up on HTTP only, which chats use while there is no connection.
    network.sockets = 'refuse';
    await widget.page.route('**/api/support_chat/messages', (route) =>
      route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: '' } } }),
    );
    await widget.visit(await people.newUser('Alice Moss'));
    await widget.open();
    await widget.send('Are you there?');
    await widget.part('.failure').waitFor();
    network.sockets = 'pass';
    await widget.isConnected();
  },
  async 'still-trying'(widget, { people, network }) {
    await widget.page.clock.install();
    await widget.visit(await people.newUser('Alice Moss'));
    await widget.open();
    await widget.isConnected();
    stall(network);
    await widget.send('Are you there?');
    await widget.page.clock.fastForward(SLOW_MS);
    await widget.part('.status').waitFor();
    await widget.send('Hello?');
  },
  async offline(widget, { people }) {
    await widget.show(await userWithTalk(people), 'Thank you both!');
    await widget.isConnected();
    await widget.page.context().setOffline(true);
    await widget.part('.banner').waitFor();
    await widget.send('And the poles?');
  },
  async polling(widget, { people, network }) {
    await widget.show(await userWithTalk(people), 'Thank you both!');
    await widget.isConnected();
    loseConnection(network);
    await widget.part('.dot[data-connection="polling"]').waitFor();
  },
  async refused(widget, { people, network }) {
    const user = await userWhoAsks(people, 'Alice Moss');
    await widget.page.route('**/api/support_chat', (route) =>
      route.fulfill({ status: 401, json: { error: { code: 'unauthorized', message: 'no' } } }),
    );
    network.sockets = 'refuse';
    await widget.visit(user);
    await widget.open();
    await widget.part('.banner').waitFor();
  },
};
