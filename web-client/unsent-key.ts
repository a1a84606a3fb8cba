/** Where the storage keeps what a person has written and the server has not accepted yet. */
export const unsentKey = (owner: string) => `support-chat:unsent:${owner}`;
