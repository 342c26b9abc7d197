// The page's language: chosen by the reader and remembered, else the browser's. Only its catalogue is
// fetched; the other's when it is chosen, and until it is there the page stays in the language it is in.
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { type Language, languageOf } from "../../../core/contract/problems.ts";
import type { Text } from "./zh.ts";

const catalogues = {
  zh: async () => (await import("./zh.ts")).zh,
  en: async () => (await import("./en.ts")).en,
} as const satisfies Record<Language, () => Promise<Text>>;
const STORED_AS = "zhuang-admin-language";

type Shown = { readonly language: Language; readonly text: Text };

const fetchWords = async (language: Language): Promise<Shown> => ({
  language,
  text: await catalogues[language](),
});

const firstLanguage = (): Language =>
  languageOf(localStorage.getItem(STORED_AS) ?? navigator.languages.join(","));

type LanguageChoice = Shown & {
  readonly choose: (language: Language) => void;
};

const LanguageContext = createContext<LanguageChoice | null>(null);

type Props = {
  /** What is shown before there is any word. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
};

export function LanguageProvider({ fallback, children }: Props) {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => void fetchWords(firstLanguage()).then(setShown), []);
  // Before anything is asked of the API, which answers in the document's language.
  useLayoutEffect(() => {
    if (shown === null) return;
    document.documentElement.lang = shown.language === "zh" ? "zh-CN" : "en";
  }, [shown]);
  const choice = useMemo(() => {
    const choose = (chosen: Language): void => {
      localStorage.setItem(STORED_AS, chosen);
      void fetchWords(chosen).then(setShown);
    };
    return shown === null ? null : { ...shown, choose };
  }, [shown]);
  return choice === null ? fallback : <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error("useLanguage is for components inside LanguageProvider");
  return choice;
}

/** The catalogue of the page's language. */
export const useText = (): Text => useLanguage().text;

/** A word for a code that the outside may invent more of; null where the catalogue has none. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string | null =>
  Object.hasOwn(words, code) ? (words[code] ?? null) : null;
