import type { Cast } from './cast.ts';
import type { Desk } from './desk.ts';

/** Brings the dashboard into a state, from a page that shows nothing yet. */
export type Take = (desk: Desk, cast: Cast) => Promise<void>;
