// `npm run operator -- add`: the first rows of an operator on a platform that was deployed, and the
// link by which its owner sets a password.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import * as z from "zod";
import { Complaint, complain } from "../start/words.ts";
import { firstOwner } from "./firstOwner.ts";

const usage = `npm run operator -- add --name 浦江充电 --name-en "Pujiang Charging" --owner "Li Na" --email li.na@example.com --origin https://charging.example.com [--file operator.sql]`;

const Given = z.object({
  name: z.string().trim().min(1),
  "name-en": z.string().trim().min(1),
  owner: z.string().trim().min(1),
  email: z.email(),
  origin: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  file: z.string(),
});

async function add(values: Readonly<Record<string, unknown>>): Promise<void> {
  const given = Given.safeParse(values);
  if (!given.success) {
    const wrong = given.error.issues.map(({ path }) => `--${path.join(".")}`).join(", ");
    throw new Complaint([`请检查 ${wrong}。用法：\n${usage}`, `Check ${wrong}. Usage:\n${usage}`]);
  }
  const { name, "name-en": nameEn, owner: ownerName, email, origin, file } = given.data;
  const made = await firstOwner({ name, nameEn, ownerName, email, origin }, Date.now());
  await writeFile(file, made.sql);
  console.log(`
✓ 已写入 / written: ${file}

  1. npx wrangler d1 execute zhuang --remote --file ${file}
  2. ${email} 打开此链接设置密码 / opens this link and sets a password:

     ${made.url}

  链接在 ${new Date(made.expiresAtMs).toISOString()} 前有效，只显示这一次
  The link works until then, once, and is shown this once.
`);
}

try {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: {
      name: { type: "string" },
      "name-en": { type: "string" },
      owner: { type: "string" },
      email: { type: "string" },
      origin: { type: "string" },
      file: { type: "string", default: "operator.sql" },
    },
  });
  if (positionals[0] !== "add") throw new Complaint([`用法：\n${usage}`, `Usage:\n${usage}`]);
  await add(values);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
