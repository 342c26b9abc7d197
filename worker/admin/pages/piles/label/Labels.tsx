// The codes of one pile or of a station's piles, looked at and taken away to be printed.
import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Failure } from "../../../parts/Failure.tsx";
import { saveAs } from "../../../parts/saveAs.ts";
import { useText } from "../../../text/language.tsx";
import { LabelArt } from "./LabelArt.tsx";
import { type Label, labelsOf, type LabelSource, linesOf } from "./labels.ts";

type Props = {
  readonly piles: readonly LabelSource[];
  /** Of the files, without their ending. */
  readonly name: string;
};

const LABELS_PER_PAGE = 8;
const SHOWN = 4;

export function Labels({ piles, name }: Props) {
  const words = useText().pileTools.label;
  const [each, setEach] = useState<"pile" | "connector">("pile");
  const art = useRef<HTMLDivElement>(null);
  const labels = piles.flatMap((pile) => labelsOf(pile, each));
  const pdf = usePdf(labels, name);
  const saveSvg = (): void => {
    const drawings = [...(art.current?.querySelectorAll("svg") ?? [])];
    for (const [at, drawing] of drawings.entries()) {
      const text = new XMLSerializer().serializeToString(drawing);
      const part = drawings.length === 1 ? "" : `-${at + 1}`;
      saveAs(new Blob([text], { type: "image/svg+xml" }), `${name}${part}.svg`);
    }
  };
  const isOfOne = piles.length === 1;
  const pages = labels.length === 1 ? 1 : Math.ceil(labels.length / LABELS_PER_PAGE);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <div>
          <Text size="sm" fw={500} mb={4} id="label-each">
            {words.which}
          </Text>
          <SegmentedControl
            aria-labelledby="label-each"
            value={each}
            onChange={(chosen) => setEach(chosen === "connector" ? "connector" : "pile")}
            data={[
              { value: "pile", label: words.perPile },
              { value: "connector", label: words.perConnector },
            ]}
          />
        </div>
        <Text size="sm" className="z-quiet" role="status">
          {words.count(labels.length, pages)}
        </Text>
      </Group>
      <SimpleGrid cols={labels.length === 1 ? 1 : 2} ref={art} spacing="sm">
        {(isOfOne ? labels : labels.slice(0, SHOWN)).map((label) => (
          <LabelArt key={label.url} label={label} />
        ))}
      </SimpleGrid>
      {pdf.isError && <Failure error={pdf.error} title={words.failed} />}
      <Group justify="flex-end">
        {isOfOne && (
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={saveSvg}>
            {words.svg}
          </Button>
        )}
        <Button
          leftSection={<IconDownload size={16} />}
          loading={pdf.isPending}
          onClick={() => pdf.mutate()}
        >
          {labels.length === 1 ? words.pdf : words.pdfSheet}
        </Button>
      </Group>
    </Stack>
  );
}

function usePdf(labels: readonly Label[], name: string) {
  const words = useText().pileTools.label;
  return useMutation({
    mutationFn: async () => {
      const { labelPdf } = await import("./labelPdf.ts");
      saveAs(await labelPdf(labels, (label) => linesOf(label, words)), `${name}.pdf`);
    },
  });
}
