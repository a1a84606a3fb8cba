import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { State } from '../state.ts';
import { parseProperties } from '../template/parse-properties.ts';
import { arn } from '../template/resource-names.ts';
import type { Queues, Template } from '../types.ts';

/** The template's queues, which only fill: what lies in them is there to be looked at. */
export type LocalQueues = Queues & {
  /** The bodies in one queue, oldest first. Throws for a queue that the template lacks. */
  list(queueArn: string): unknown[];
  /** The bodies in all queues. */
  all(): unknown[];
};

/** Throws from `send`, as the cloud would refuse it, when the template has no such queue. */
export function createQueues(template: Template, state: State): LocalQueues {
  const fileNames = new Map(
    template.ofType('AWS::SQS::Queue').map((resource) => {
      const { QueueName = resource.logicalId } = parseProperties(resource, queueSchema);
      return [arn('sqs', QueueName), `${QueueName}.jsonl`] as const;
    }),
  );
  const fileName = (queueArn: string) => {
    const name = fileNames.get(queueArn);
    if (name === undefined) throw new Error(`The template has no queue ${queueArn}.`);
    return name;
  };
  const list = (queueArn: string) =>
    // A crash can cut the last line short, which then lacks its end.
    (state.read(fileName(queueArn)) ?? '').split('\n').slice(0, -1).map(readBody);
  return {
    send(queueArn, body) {
      const entry = { id: randomUUID(), sent_at: new Date().toISOString(), body };
      state.append(fileName(queueArn), `${JSON.stringify(entry)}\n`);
    },
    list,
    all: () => [...fileNames.keys()].flatMap(list),
  };
}

const queueSchema = v.object({ QueueName: v.optional(v.string()) });
const entrySchema = v.object({ body: v.unknown() });

function readBody(line: string): unknown {
  return v.parse(entrySchema, JSON.parse(line)).body;
}
