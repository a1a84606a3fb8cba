import { setTimeout as pause } from 'node:timers/promises';
import { encode } from 'modern-gif';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** A part of a page that is filmed: `width` pixels from `left` on, in all of its height. */
export type Pane = { readonly page: Page; readonly left: number; readonly width: number };

/** A film of pages side by side. Times are those of somebody who watches it. */
export type Film = {
  pause(ms: number): Promise<void>;
  /** Types at the pace of a fast typist. */
  type(box: Locator, text: string): Promise<void>;
  /** Ends the film; the result is an animated GIF that repeats. */
  stop(): Promise<Buffer>;
};

/** What a page has shown from a time on, in milliseconds since 1970. */
type Shot = { readonly at: number; readonly png: Buffer };

/** A browser draws too few frames a second on a busy computer: films are made slowly and shown faster. */
const SLOWDOWN = 4;
const FRAME_MS = 100;
const LAST_FRAME_MS = 2_000;
const KEY_MS = 45;
const GAP_PIXELS = 8;
const GAP_GREY = 0xdd;

export async function startFilm(panes: readonly Pane[]): Promise<Film> {
  const casts = await Promise.all(panes.map(({ page }) => startCast(page)));
  const startedAt = Date.now();
  return {
    pause: (ms) => pause(ms * SLOWDOWN),
    type: (box, text) => box.pressSequentially(text, { delay: KEY_MS * SLOWDOWN }),
    async stop() {
      const endedAt = Date.now();
      const shots = await Promise.all(casts.map((cast) => cast.stop()));
      return encodeFrames(panes, framesBetween(startedAt, endedAt, shots));
    },
  };
}

/** Collects what the browser draws: it draws when something changes. */
async function startCast(page: Page): Promise<{ stop(): Promise<readonly Shot[]> }> {
  const shots: Shot[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Page.screencastFrame', ({ data, metadata: { timestamp = 0 }, sessionId }) => {
    shots.push({ at: timestamp * 1_000, png: Buffer.from(data, 'base64') });
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await session.send('Animation.enable');
  await session.send('Animation.setPlaybackRate', { playbackRate: 1 / SLOWDOWN });
  await session.send('Page.startScreencast', { format: 'png' });
  return {
    async stop() {
      await session.detach();
      return shots;
    },
  };
}

/** What all panes show at one time, and for how long. */
type Frame = { readonly shown: readonly Shot[]; delay: number };

function framesBetween(
  startedAt: number,
  endedAt: number,
  shots: readonly (readonly Shot[])[],
): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = startedAt; at <= endedAt; at += FRAME_MS * SLOWDOWN) {
    const shown = shots.flatMap((all) => all.findLast((shot) => shot.at <= at) ?? all.slice(0, 1));
    const last = frames.at(-1);
    if (last?.shown.every((shot, pane) => shot === shown[pane])) last.delay += FRAME_MS;
    else frames.push({ shown, delay: FRAME_MS });
  }
  const end = frames.at(-1);
  if (end) end.delay = LAST_FRAME_MS;
  return frames;
}

async function encodeFrames(panes: readonly Pane[], frames: readonly Frame[]): Promise<Buffer> {
  const pictures = frames.map(({ shown }) => compose(panes, shown));
  const { width = 0, height = 0 } = pictures[0] ?? {};
  const gif = await encode({
    width,
    height,
    looped: true,
    frames: pictures.map(({ data }, place) => ({
      data: new Uint8ClampedArray(data),
      delay: frames[place]?.delay,
    })),
  });
  return Buffer.from(gif);
}

function compose(panes: readonly Pane[], shown: readonly Shot[]): PNG {
  const sources = shown.map(({ png }) => PNG.sync.read(png));
  const width = panes.reduce((sum, pane) => sum + pane.width, GAP_PIXELS * (panes.length - 1));
  const picture = new PNG({ width, height: sources[0]?.height ?? 0 });
  picture.data.fill(GAP_GREY);
  let x = 0;
  for (const [place, { left, width }] of panes.entries()) {
    const source = sources[place];
    if (source) PNG.bitblt(source, picture, left, 0, width, source.height, x, 0);
    x += width + GAP_PIXELS;
  }
  return picture;
}
