import type { Locator } from 'playwright-core';

/** A text and its contrast ratio, by the formula of WCAG 2. */
export type Contrast = { readonly text: string; readonly ratio: number };

/**
 * The texts in an element with a contrast ratio below `least`. Both ends of a gradient behind a text
 * count.
 */
export function poorContrasts(within: Locator, least: number): Promise<Contrast[]> {
  return within.evaluate((root, least) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

    function luminance(colour: string): number {
      if (!canvas) throw new Error('this browser has no canvas');
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map(
        (part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4),
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    function ratio(one: string, other: string): number {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    }

    function behind(element: Element | null): string[] {
      if (!element) return ['#fff'];
      const { backgroundColor, backgroundImage } = getComputedStyle(element);
      const ends = backgroundImage.match(/(?:rgb|oklab|oklch|color)\([^)]*\)/g) ?? [];
      if (/^rgba\(.*, 0\)$/.test(backgroundColor)) return behind(element.parentElement);
      return [backgroundColor, ...ends];
    }

    function worst(element: Element, pseudo?: string): number {
      const { color } = getComputedStyle(element, pseudo);
      return Math.min(...behind(element).map((colour) => ratio(color, colour)));
    }

    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element?.checkVisibility({ visibilityProperty: true }) && node.textContent?.trim()) {
        found.push({ text: node.textContent.slice(0, 40), ratio: worst(element) });
      }
    }
    for (const field of root.querySelectorAll('textarea')) {
      found.push({ text: field.placeholder, ratio: worst(field, '::placeholder') });
    }
    for (const icon of root.querySelectorAll('button > svg')) {
      found.push({ text: icon.parentElement?.ariaLabel ?? 'icon', ratio: worst(icon) });
    }
    return found.filter(({ ratio }) => ratio < least);
  }, least);
}
