// Puts the reader of the API's documentation into the Worker's assets: swagger-ui as installed, a
// page of ours around it, the page that a problem's `type` leads to, and the headers of all assets.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { problems } from "../../core/contract/problems.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const assets = join(root, "dist/assets");
const docs = join(assets, "docs");
const swagger = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));

const copied = [
  "swagger-ui-bundle.js",
  "swagger-ui.css",
  "favicon-32x32.png",
  "LICENSE",
  "NOTICE",
] as const;

const text = {
  title: "Zhuang (桩) API",
  noScript: "文档需要启用 JavaScript。This reader needs JavaScript; the document is at",
  problemsTitle: "错误代码 · Problem codes",
  problemsLead:
    "每个错误响应都是一份 RFC 9457 问题文档，其 code 保持不变。Every refusal is a problem document (RFC 9457) whose code stays the same.",
  columns: ["code", "HTTP", "中文", "English"],
} as const;

const page = (title: string, head: string, body: string): string => `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/docs/favicon-32x32.png">
${head}
</head>
<body>
${body}
</body>
</html>
`;

const index = page(
  text.title,
  `<link rel="stylesheet" href="/docs/swagger-ui.css">
<script src="/docs/swagger-ui-bundle.js" defer></script>
<script src="/docs/reader.js" defer></script>`,
  `<noscript>${text.noScript} <a href="/openapi.json">/openapi.json</a></noscript>
<main id="reader"></main>`,
);

/** Signing in by the admin's page also signs the reader in: its cookie goes with each try. */
const reader = `window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reader",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
});
`;

const problemRows = Object.entries(problems).map(
  ([code, { status, zh, en }]) =>
    `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${zh}</td><td>${en}</td></tr>`,
);

const problemsPage = page(
  text.problemsTitle,
  `<link rel="stylesheet" href="/docs/problems.css">`,
  `<main>
<h1>${text.problemsTitle}</h1>
<p>${text.problemsLead}</p>
<table>
<thead><tr>${text.columns.map((column) => `<th scope="col">${column}</th>`).join("")}</tr></thead>
<tbody>
${problemRows.join("\n")}
</tbody>
</table>
</main>`,
);

const problemsStyle = `body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0; color: #1c2024; background: #fff; }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem; border-bottom: 1px solid #d9d9e0; }
tr:target { background: #fff7c2; }
`;

/** Where the drivers' map may load its tiles from, besides ourselves. */
const tilesOrigin = (process.env["MAP_TILES_ORIGIN"] ?? "").trim();
const pictures = ["'self'", "data:", "blob:", ...(tilesOrigin === "" ? [] : [tilesOrigin])].join(
  " ",
);

/**
 * Files are served without the Worker, so their headers stand here. The referrer's origin is sent
 * elsewhere, because WeChat Pay's browser cashier checks it.
 */
const headers = `/*
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Referrer-Policy: strict-origin-when-cross-origin
  Strict-Transport-Security: max-age=63072000; includeSubDomains
/admin/*
  Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'
/app/*
  Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; img-src ${pictures}; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'
/docs/*
  Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'
`;

await mkdir(docs, { recursive: true });
await Promise.all([
  ...copied.map((name) => copyFile(join(swagger, name), join(docs, name))),
  writeFile(join(docs, "index.html"), index),
  writeFile(join(docs, "reader.js"), reader),
  writeFile(join(docs, "problems.html"), problemsPage),
  writeFile(join(docs, "problems.css"), problemsStyle),
  writeFile(join(assets, "_headers"), headers),
]);
console.log(`API documentation: ${docs}`);
