// Labels as a PDF: codes as vectors, and what is written beside them drawn by the browser, which has
// the letters that a PDF's own fonts lack.
import { PDFDocument, rgb, type PDFImage, type PDFPage } from "@cantoo/pdf-lib";
import { codeOf, type Label, type LabelLine, labelSize, lineGapMm } from "./labels.ts";

/** PDF's unit is a 72nd of an inch. */
const mm = 72 / 25.4;
const pagesIn = { width: 210, height: 297, columns: 2, rows: 4 } as const;
const labelsPerPage = pagesIn.columns * pagesIn.rows;

/** Of what is drawn: 600 dots an inch. */
const dotsPerMm = 600 / 25.4;

type Lines = (label: Label) => readonly LabelLine[];

/** One label is a page of its own size; several are A4 sheets. */
export async function labelPdf(labels: readonly Label[], linesOf: Lines): Promise<Blob> {
  const file = await PDFDocument.create();
  const [only] = labels;
  if (labels.length === 1 && only !== undefined) {
    const page = file.addPage([labelSize.width * mm, labelSize.height * mm]);
    await drawLabel(file, page, { label: only, left: 0, top: 0, linesOf });
  } else {
    for (let first = 0; first < labels.length; first += labelsPerPage) {
      await addSheet(file, labels.slice(first, first + labelsPerPage), linesOf);
    }
  }
  const bytes = await file.save();
  return new Blob([new Uint8Array(bytes)], { type: "application/pdf" });
}

async function addSheet(file: PDFDocument, labels: readonly Label[], linesOf: Lines) {
  const { width, height, columns, rows } = pagesIn;
  const page = file.addPage([width * mm, height * mm]);
  const gapX = (width - columns * labelSize.width) / (columns + 1);
  const gapY = (height - rows * labelSize.height) / (rows + 1);
  for (const [at, label] of labels.entries()) {
    const left = gapX + (at % columns) * (labelSize.width + gapX);
    const top = gapY + Math.floor(at / columns) * (labelSize.height + gapY);
    await drawLabel(file, page, { label, left, top, linesOf });
  }
}

type Place = {
  readonly label: Label;
  readonly left: number;
  readonly top: number;
  readonly linesOf: Lines;
};

async function drawLabel(file: PDFDocument, page: PDFPage, { label, left, top, linesOf }: Place) {
  const { width, height, code: side, margin } = labelSize;
  const pageHeight = page.getHeight() / mm;
  page.drawRectangle({
    x: left * mm,
    y: (pageHeight - top - height) * mm,
    width: width * mm,
    height: height * mm,
    borderColor: rgb(0.72, 0.75, 0.78),
    borderWidth: 0.5,
  });
  const code = codeOf(label.url);
  const module = side / code.size;
  const codeTop = top + (height - side) / 2;
  for (const [x, y, length] of code.runs) {
    page.drawRectangle({
      x: (left + margin / 2 + x * module) * mm,
      y: (pageHeight - codeTop - (y + 1) * module) * mm,
      width: length * module * mm,
      height: module * mm,
      color: rgb(0, 0, 0),
    });
  }
  const textLeft = margin + side + 3;
  const textWidth = width - textLeft - margin / 2;
  const image = await drawnText(file, linesOf(label), { widthMm: textWidth, heightMm: side });
  page.drawImage(image, {
    x: (left + textLeft) * mm,
    y: (pageHeight - codeTop - side) * mm,
    width: textWidth * mm,
    height: side * mm,
  });
}

/** Lines one under another, each made smaller until it fits. */
async function drawnText(
  file: PDFDocument,
  lines: ReturnType<Lines>,
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): Promise<PDFImage> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(widthMm * dotsPerMm);
  canvas.height = Math.round(heightMm * dotsPerMm);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no text");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#111";
  context.textBaseline = "top";
  let y = 4 * dotsPerMm;
  for (const { text, sizeMm, isBold } of lines) {
    let size = sizeMm * dotsPerMm;
    const font = (): string =>
      `${isBold ? 700 : 400} ${size}px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", Arial, sans-serif`;
    context.font = font();
    const { width } = context.measureText(text);
    if (width > canvas.width) size *= canvas.width / width;
    context.font = font();
    context.fillText(text, 0, y);
    y += (sizeMm + lineGapMm) * dotsPerMm;
  }
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (png === null) throw new Error("the text could not be drawn");
  return file.embedPng(await png.arrayBuffer());
}
