// The page's language: chosen by the reader and remembered, else the browser's.
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { type Language, languageOf } from "../../../core/contract/problems.ts";
import { en } from "./en.ts";
import { type Text, zh } from "./zh.ts";

const catalogues = { zh, en } as const satisfies Record<Language, Text>;
const STORED_AS = "zhuang-admin-language";

type LanguageChoice = {
  readonly language: Language;
  readonly text: Text;
  readonly choose: (language: Language) => void;
};

const LanguageContext = createContext<LanguageChoice | null>(null);

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    languageOf(localStorage.getItem(STORED_AS) ?? navigator.languages.join(",")),
  );
  // Before anything is asked of the API, which answers in the document's language.
  useLayoutEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const choice = useMemo(() => {
    const choose = (chosen: Language): void => {
      localStorage.setItem(STORED_AS, chosen);
      setLanguage(chosen);
    };
    return { language, text: catalogues[language], choose };
  }, [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
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
