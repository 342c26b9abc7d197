// How much is shipped: the main package, those that come when they are needed, and each picture.
import { subpackagesOf, type Json } from "./app.ts";
import { type BuiltFile, withExtension } from "./files.ts";

/** WeChat and Alipay take 2 MB; the rest is room to grow. */
export const mainPackageBytes = 1.5 * 1024 * 1024;
const subpackageBytes = 2 * 1024 * 1024;
/** Of all packages together; WeChat takes 30 MB, Alipay 20 MB. */
const allBytes = 20 * 1024 * 1024;
const pictureBytes = 40 * 1024;

const bytesOf = (files: readonly BuiltFile[]): number =>
  files.reduce((sum, file) => sum + file.bytes, 0);

const isIn = (file: BuiltFile, root: string): boolean => file.path.startsWith(root);

const over = (what: string, bytes: number, most: number): readonly string[] =>
  bytes > most ? [`${what} has ${bytes} bytes`] : [];

/** Of what a phone loads before the first page is shown. */
export function bytesOfMain(app: Json, files: readonly BuiltFile[]): number {
  const packages = subpackagesOf(app);
  return bytesOf(files.filter((file) => !packages.some(({ root }) => isIn(file, root))));
}

export function sizeFindings(app: Json, files: readonly BuiltFile[]): readonly string[] {
  const packages = subpackagesOf(app);
  const pictures = withExtension(files, ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg");
  return [
    ...over("the main package", bytesOfMain(app, files), mainPackageBytes),
    ...packages.flatMap(({ root }) =>
      over(root, bytesOf(files.filter((file) => isIn(file, root))), subpackageBytes),
    ),
    ...over("all of it", bytesOf(files), allBytes),
    ...pictures.flatMap((file) => over(file.path, file.bytes, pictureBytes)),
  ];
}
