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

/** Enough to scroll. */
export const LONG_TEXT = Array.from({ length: 30 }, (_, line) => `${line + 1}. Peg and pole`).join(
  '\n',
);
