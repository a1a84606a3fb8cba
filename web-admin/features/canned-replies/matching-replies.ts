import type { CannedReply } from '../../../protocol/index.ts';

/** Those whose name has the query in it; those that begin with it come first. */
export function matchingReplies(replies: readonly CannedReply[], query: string): CannedReply[] {
  const found = replies.filter(({ name }) => name.includes(query));
  const isFirst = ({ name }: CannedReply) => name.startsWith(query);
  return [...found.filter(isFirst), ...found.filter((reply) => !isFirst(reply))];
}
