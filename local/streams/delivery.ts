import type { Position } from './stream-reader.ts';
import type { StreamRecord } from './stream-record.ts';

/** A record on its way to the function, with its place in the stream. */
export type Delivery = { position: Position; record: StreamRecord };
