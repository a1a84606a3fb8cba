import * as v from 'valibot';

/** One entry of `SourceMarkersConfig` of a bucket deployment. */
export const MarkersConfigSchema = v.strictObject({
  jsonEscape: v.optional(v.union([v.boolean(), v.picklist(['true', 'false'])])),
  markerEncodings: v.optional(
    v.record(v.string(), v.picklist(['LITERAL', 'UNQUOTED_JSON_VALUE', 'JSON_VALUE'])),
  ),
});
type MarkersConfig = v.InferOutput<typeof MarkersConfigSchema>;

/** Texts to put in the place of markers: values that are known only at deploy. */
export type EncodedMarkers = readonly (readonly [marker: string, text: string])[];

export function encodeMarkers(
  markers: Record<string, unknown>,
  config: MarkersConfig,
): EncodedMarkers {
  const isEscaped = config.jsonEscape === true || config.jsonEscape === 'true';
  const otherwise = isEscaped ? 'UNQUOTED_JSON_VALUE' : 'LITERAL';
  return Object.entries(markers).map(([marker, value]) => {
    const encoding = config.markerEncodings?.[marker] ?? otherwise;
    return [marker, encode(marker, value, encoding)];
  });
}

function encode(marker: string, value: unknown, encoding: string): string {
  if (encoding === 'LITERAL') {
    if (typeof value === 'string') return value;
    throw new Error(`The marker ${marker} must stand for a text.`);
  }
  const json = JSON.stringify(value);
  return encoding === 'UNQUOTED_JSON_VALUE' && json.startsWith('"') ? json.slice(1, -1) : json;
}

/** The file with its markers replaced, whatever bytes stand around them. */
export function replaceMarkers(body: Buffer, markers: EncodedMarkers): Buffer {
  if (!markers.some(([marker]) => body.includes(marker))) return body;
  const text = markers.reduce(
    (done, [marker, value]) => done.replaceAll(latin1(marker), () => latin1(value)),
    body.toString('latin1'),
  );
  return Buffer.from(text, 'latin1');
}

/** Bytes as characters, so that a file in any encoding comes through unharmed. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
