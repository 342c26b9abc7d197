/** Owns the frame of the control page; its life is in control.js, its words in words.ts. */
import { WORDS } from "./words.ts";

export const pageHtml = (): string => `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${WORDS.zh.title}</title>
<link rel="stylesheet" href="/control.css">
<link rel="icon" href="data:,">
</head>
<body>
<header>
<h1></h1>
<button type="button" id="language"></button>
<input type="search" id="search" autocomplete="off">
<div id="filters" role="group"></div>
<p id="count" role="status"></p>
</header>
<main id="piles"></main>
<button type="button" id="more" hidden></button>
<div id="notice" role="status" aria-live="polite"></div>
<script type="application/json" id="words">${JSON.stringify(WORDS)}</script>
<script type="module" src="/control.js"></script>
</body>
</html>
`;
