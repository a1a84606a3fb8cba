export const FIRST_NAMES = [
  ...['Amara', 'Bruno', 'Chiara', 'Dmitri', 'Elif', 'Farid', 'Greta', 'Hiro', 'Ines', 'Jonas'],
  ...['Kavya', 'Liam', 'Mei', 'Noor', 'Oskar', 'Paula', 'Quentin', 'Rosa', 'Sven', 'Tala'],
];

export const LAST_NAMES = [
  ...['Abbott', 'Berg', 'Castro', 'Dubois', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ito'],
  ...['Jansen', 'Kowalski', 'Lopez', 'Moreau', 'Novak', 'Okafor', 'Petrov', 'Rossi', 'Singh'],
];

export const ADMIN_NAMES = ['Ada', 'Grace', 'Alan', 'Katherine'];

export const PAGES = [
  { url: 'https://shop.example/', title: 'Outdoor shop', language: 'en' },
  { url: 'https://shop.example/tents', title: 'Tents', language: 'en' },
  { url: 'https://shop.example/de/zelte', title: 'Zelte', language: 'de' },
  { url: 'https://shop.example/orders', title: 'Your orders', language: 'en' },
  { url: 'https://shop.example/fr/retours', title: 'Retours', language: 'fr' },
];

export const QUESTIONS = [
  'Hello! Is the two-person tent back in stock soon?',
  'I ordered last Tuesday and have not heard anything since. Where is my parcel?',
  'Can I still change the delivery address?',
  'The zip of my sleeping bag broke after one night 😕',
  'Thank you, that was quick!',
  'Does the stove come with a gas cartridge, or do I have to order one with it?',
  'My voucher is not accepted at the checkout. It says that it has expired, but it is from this month.',
  'Ok',
  'I would like to send these boots back. They are half a size too small, and the larger ones are sold out. What can I do?',
  'Do you ship to Norway?\nAnd what about customs?',
  'Die Rechnung ist leider nicht angekommen.',
  'Great, I will try that.',
];

export const ANSWERS = [
  'Hi, thanks for writing! Let me have a look.',
  'Your parcel left our warehouse yesterday; it should be with you tomorrow.',
  'I have changed the address for you.',
  'I am sorry about that. We will send you a new one, and you can keep the old one.',
  'It is back next week. Shall I write to you when it is?',
  'Yes, we do: three to five days, and there is nothing to pay on arrival.',
  'You are welcome! Is there anything else?',
  'The return label is on its way to your email. Just put it on the box, and bring it to any parcel shop.',
  'Could you tell me the number of your order? It begins with an S.',
  'Done ✅',
];
