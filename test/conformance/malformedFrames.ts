// Makes frames that OCPP 1.6 forbids: true nonsense, and true messages that were damaged.
import * as fc from "fast-check";
import { inboundExamples } from "./v16Examples.ts";

type Payload = Readonly<Record<string, unknown>>;
const example = fc.constantFrom(...inboundExamples);
const messageId = fc.string({ minLength: 1, maxLength: 36 });

/** Every place in a payload, the places of its parts among them. */
function placesOf(value: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = [...before, key];
    return [place, ...placesOf(part, place)];
  });
}

/** A copy of the payload in which the thing at one place was changed. */
function changed(
  payload: Payload,
  place: readonly string[],
  by: (holder: object, key: string) => void,
): Payload {
  const copy = structuredClone(payload);
  let holder: object = copy;
  for (const key of place.slice(0, -1)) holder = Object(Reflect.get(holder, key));
  by(holder, place.at(-1) ?? "");
  return copy;
}

const wrongValue = fc.oneof(
  fc.jsonValue(),
  fc.string({ minLength: 256, maxLength: 600 }),
  fc.double(),
  fc.constantFrom<unknown>(null, [], {}, true, "", -1, 1.5, "1970-01-01", { __proto__: null }),
);

const damagedPayload = example.chain(({ action, payload }) => {
  const places = placesOf(payload);
  const place = places.length === 0 ? fc.constant([]) : fc.constantFrom(...places);
  return fc
    .tuple(place, wrongValue, fc.constantFrom("replace", "remove", "add"), fc.string())
    .map(([place, value, way, name]): readonly [string, unknown] => {
      if (place.length === 0 || way === "add") return [action, { ...payload, [name]: value }];
      if (way === "remove") return [action, changed(payload, place, Reflect.deleteProperty)];
      const replaced = changed(payload, place, (holder, key) => {
        Reflect.set(holder, key, value);
      });
      return [action, replaced];
    });
});

const call = (id: fc.Arbitrary<unknown>, message: fc.Arbitrary<readonly [unknown, unknown]>) =>
  fc.tuple(id, message).map(([id, [action, payload]]) => JSON.stringify([2, id, action, payload]));

const goodMessage = example.map(({ action, payload }) => [action, payload] as const);
const goodText = call(messageId, goodMessage);

export const frameText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: call(messageId, damagedPayload), weight: 8 },
  { arbitrary: call(messageId, fc.tuple(fc.string(), fc.jsonValue())), weight: 2 },
  { arbitrary: call(messageId, fc.tuple(fc.jsonValue(), fc.jsonValue())), weight: 1 },
  {
    arbitrary: call(
      messageId,
      fc.tuple(
        fc.constantFrom(
          "__proto__",
          "constructor",
          "toString",
          "Reset",
          "SignCertificate",
          "heartbeat",
        ),
        fc.constant({}),
      ),
    ),
    weight: 1,
  },
  { arbitrary: call(fc.jsonValue(), goodMessage), weight: 1 },
  { arbitrary: call(fc.string({ minLength: 37, maxLength: 80 }), goodMessage), weight: 1 },
  // A frame of the wrong length or of another type.
  {
    arbitrary: fc
      .tuple(fc.jsonValue(), messageId, fc.array(fc.jsonValue(), { maxLength: 4 }))
      .map(([type, id, rest]) => JSON.stringify([type, id, ...rest])),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(messageId, fc.array(fc.jsonValue(), { maxLength: 4 }))
      .map(([id, rest]) => JSON.stringify([2, id, ...rest])),
    weight: 2,
  },
  // Cut off, or with a character that is not its own.
  {
    arbitrary: fc.tuple(goodText, fc.nat()).map(([text, at]) => text.slice(0, at % text.length)),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(goodText, fc.nat(), fc.string({ minLength: 1, maxLength: 2 }))
      .map(
        ([text, at, by]) =>
          text.slice(0, at % text.length) + by + text.slice((at % text.length) + 1),
      ),
    weight: 2,
  },
  { arbitrary: fc.json(), weight: 1 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 200 }), weight: 1 },
);
