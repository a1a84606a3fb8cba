import { expect, test } from 'vitest';
import { withLimits } from '../../../local/template/with-limits.ts';

const LIMITS = { userMessagesPer30s: 20, visitorsPerHour: 60 };
const templateWith = (limits: object) => ({
  Resources: {
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Environment: {
          Variables: { TABLE_NAME: { Ref: 'Table' }, LIMITS: JSON.stringify(limits) },
        },
      },
    },
  },
});

test("a run may be without limits, or with others in place of the template's", () => {
  const raw = templateWith(LIMITS);
  const off = { userMessagesPer30s: 'off', visitorsPerHour: 'off' };
  expect(withLimits(raw, 'off')).toEqual(templateWith(off));
  const few = { ...LIMITS, userMessagesPer30s: 3 };
  expect(withLimits(raw, { userMessagesPer30s: 3 })).toEqual(templateWith(few));
  expect(withLimits(raw, {})).toEqual(raw);
  expect(raw).toEqual(templateWith(LIMITS));
});
