import { array, assert, integer, nat, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { joined, u16 } from "./bytes.ts";
import { orientationOf } from "./exif.ts";
import { cleanPicture } from "./picture.ts";
import { asText, cameraPictures, secrets, turned } from "./support/cameraPictures.ts";

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function cleaned(bytes: Uint8Array) {
  const picture = cleanPicture(bytes);
  if (!picture.ok) throw new Error(picture.error.reason);
  return picture.value;
}

const reasonOf = (bytes: Uint8Array): string | null => {
  const picture = cleanPicture(bytes);
  return picture.ok ? null : picture.error.reason;
};

/** A segment of a JPEG file: its marker and what it holds. */
const segment = (marker: number, content: string): Uint8Array =>
  joined([
    new Uint8Array([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]),
    bytesOf(content),
  ]);

const { jpeg, progressiveJpeg, png, webp } = cameraPictures;

describe.each([
  ["a JPEG", jpeg, "image/jpeg"],
  ["a progressive JPEG", progressiveJpeg, "image/jpeg"],
  ["a PNG", png, "image/png"],
  ["a WebP", webp, "image/webp"],
])("%s of a camera", (_, bytes, type) => {
  test("is recognised by its bytes, with its size", () => {
    expect(cleaned(bytes)).toMatchObject({ type, width: 24, height: 16 });
  });

  test("loses its maker, its owner and its place, and nothing at a second time", () => {
    for (const secret of secrets) expect(asText(bytes)).toContain(secret);
    const once = cleaned(bytes).bytes;
    for (const secret of [...secrets, "Exif", "eXIf", "EXIF"]) {
      expect(asText(once)).not.toContain(secret);
    }
    expect(cleaned(once).bytes).toEqual(once);
  });

  test("is refused when it breaks off anywhere", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(cleanPicture(bytes.subarray(0, length)).ok).toBe(false);
    }
  });

  test("with any bytes of it changed is refused or kept, and what is kept stays as it is", () => {
    const change = record({ at: nat(bytes.length - 1), to: integer({ min: 0, max: 255 }) });
    const changed = (changes: readonly { at: number; to: number }[]): Uint8Array => {
      const copy = new Uint8Array(bytes);
      for (const { at, to } of changes) copy[at] = to;
      return copy;
    };
    const isRefusedOrKept = property(array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const once = cleanPicture(changed(changes));
      if (!once.ok) return true;
      const twice = cleaned(once.value.bytes);
      return asText(twice.bytes) === asText(once.value.bytes);
    });
    expect(() => assert(isRefusedOrKept, { numRuns: 1_000 })).not.toThrow();
  });

  test("loses what follows its end", () => {
    const longer = joined([bytes, bytesOf("a film with its own place")]);
    expect(cleaned(longer).bytes).toEqual(cleaned(bytes).bytes);
  });
});

describe("A JPEG", () => {
  const exifBytes = 2 + u16(jpeg, 4);
  const rest = jpeg.subarray(2 + exifBytes);

  test("is the file without its Exif segment, to the byte", () => {
    expect(cleaned(jpeg).bytes).toEqual(joined([jpeg.subarray(0, 2), rest]));
  });

  test("keeps which way is up, and of its Exif block nothing else", () => {
    const { bytes } = cleaned(turned(jpeg, 6));
    expect(orientationOf(bytes.subarray(12))).toBe(6);
    expect(bytes.length).toBe(2 + 36 + rest.length);
    expect(cleaned(bytes).bytes).toEqual(bytes);
  });

  test("keeps how its colours are meant; loses comments, XMP and a thumbnail", () => {
    const jfif = segment(0xe0, "JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01RGB");
    const icc = segment(0xe2, "ICC_PROFILE\0\x01\x01profile");
    const adobe = segment(0xee, "Adobe\0\x64\0\0\0\0\0");
    const dropped = [
      segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x/>"),
      segment(0xe2, "MPF\0more pictures"),
      segment(0xed, "Photoshop 3.0\0"),
      segment(0xfe, "a comment"),
    ];
    const start = jpeg.subarray(0, 2);
    const { bytes } = cleaned(joined([start, jfif, ...dropped, icc, adobe, rest]));
    const plainJfif = segment(0xe0, "JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    expect(bytes).toEqual(joined([start, plainJfif, icc, adobe, rest]));
  });
});

describe("A WebP", () => {
  test("keeps which way is up", () => {
    const { bytes } = cleaned(turned(webp, 8));
    expect(orientationOf(bytes.subarray(bytes.length - 26))).toBe(8);
    expect(cleaned(bytes).bytes).toEqual(bytes);
  });

  test("that is animated is refused", () => {
    const animated = new Uint8Array(webp);
    animated[20] = 0x02;
    expect(reasonOf(animated)).toBe("damaged");
  });
});

describe("What is no picture", () => {
  test.each([
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a drawing that may run scripts", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["a GIF", "GIF89a\x18\0\x10\0"],
    ["nothing", ""],
  ])("is refused: %s", (_, text) => {
    expect(reasonOf(bytesOf(text))).toBe("unknown_format");
  });

  test("is refused when it claims more pixels than a screen can hold", () => {
    const vast = new Uint8Array(png);
    vast.set([0, 0x10, 0, 0, 0, 0x10, 0, 0], 16);
    expect(reasonOf(vast)).toBe("too_many_pixels");
  });
});
