import type { BadNetwork } from '../../test/support/bad-network.ts';
import type { OtherPeople } from './other-people.ts';

/** What is around the window that is pictured. */
export type Scene = { readonly people: OtherPeople; readonly network: BadNetwork };

/** Brings a window that shows nothing yet into one state. */
export type Reach<Driver> = (driver: Driver, scene: Scene) => Promise<void>;

/** Ends the connections, and lets nothing through any more. */
export function cut(network: BadNetwork): void {
  network.api = 'cut';
  loseConnection(network);
}

/** Ends the connections, and lets no new WebSocket through; HTTP works on. */
export function loseConnection(network: BadNetwork): void {
  network.sockets = 'refuse';
  network.drop();
}

/** Nothing comes through any more, and neither side is told. */
export function stall(network: BadNetwork): void {
  network.api = 'hang';
  network.sockets = 'swallow';
  network.mute();
}
