import type { OtherPeople, User } from '../drivers/other-people.ts';

/**
 * A new user who has exchanged a few messages with two teammates. The last one,
 * "Thank you both!", is read too.
 */
export async function userWithTalk(people: OtherPeople): Promise<User> {
  const user = await people.newUser('Alice Moss');
  const ada = await people.teammate('Ada Lindqvist');
  const bo = await people.teammate('Bo Aalto');
  await user.send('Hi! Does the Halla 2 fit on a bike rack?');
  await user.send('I leave on Friday.');
  await ada.reply(user, 'It does: packed it is 42 × 14 cm.');
  await ada.reply(user, 'Here is how: https://shop.example/guides/bike-rack');
  await user.send('👍');
  await bo.reply(user, 'Bo from the workshop here. Two straps of 60 cm will do.');
  await user.send('Thank you both!');
  await bo.markRead(user);
  return user;
}

/** A new user who asks whether anybody is there. */
export async function userWhoAsks(people: OtherPeople, name: string): Promise<User> {
  const user = await people.newUser(name);
  await user.send('Hello, is anybody there?');
  return user;
}
