// Opens a spreadsheet that a person took away: its first sheet, as rows of what stands in the cells.
import { inflateRawSync } from "node:zlib";

const CENTRAL_ENTRY = 0x02014b50;

/** The files of a zip, by the directory at its end. */
function unzipped(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === CENTRAL_ENTRY) {
    const isDeflated = bytes.readUInt16LE(at + 10) === 8;
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(begin, begin + size);
    files.set(name, (isDeflated ? inflateRawSync(content) : content).toString("utf8"));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

const textOf = (xml: string): string =>
  [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
    .map(([, text = ""]) => text)
    .join("")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** Cells that are empty, and were not written, are left out of their row. */
export function rowsOfXlsx(bytes: Buffer): readonly (readonly string[])[] {
  const files = unzipped(bytes);
  const shared = [...(files.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)].map(
    ([, item = ""]) => textOf(item),
  );
  const sheet = files.get("xl/worksheets/sheet1.xml") ?? "";
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c ([^>]*?)>(.*?)<\/c>/gs)].map(([, attributes = "", cell = ""]) => {
      const value = /<v>([^<]*)<\/v>/.exec(cell)?.[1];
      if (value === undefined) return textOf(cell);
      return /t="s"/.test(attributes) ? (shared[Number(value)] ?? "") : value;
    }),
  );
}
