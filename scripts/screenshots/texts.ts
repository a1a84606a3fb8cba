const CODE = `for (const pack of packs) {
  if (pack.litres > 40) console.log(pack.name);
}`;

const WORD = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2);

/** What bubbles have to bear. */
export const ODD_TEXTS = [
  'https://shop.example/a/very/long/address/without/any/place/to/break?that=would&please=a&browser=1',
  WORD,
  CODE,
  'هل تشحنون إلى النرويج؟ أحتاج الخيمة قبل يوم الجمعة.',
  '🎉',
  '👍🏽👨‍👩‍👧🇳🇴',
  'ok',
];

/** Runs from right to left, is no picture, and piles up signs. */
export const HOSTILE_NAME = `\u202e<img src=x onerror=alert(1)> gnp.bill${'\u0489'.repeat(12)}`;

/** What somebody may write who wants to break the page, or to look like somebody else. */
export const HOSTILE_TEXTS = [
  `<script>alert(1)</script><h1>Ada</h1> javascript:alert(1) ${'\u202e'}txt.exe is safe`,
  `Yes. https://shop.example@evil.example/${'%20'.repeat(40)}`,
  `Z${'\u0301\u0489'.repeat(60)}algo`,
  'x'.repeat(3_990),
];

/** Enough to scroll. */
export const LONG_TEXT = Array.from({ length: 30 }, (_, line) => `${line + 1}. Peg and pole`).join(
  '\n',
);
