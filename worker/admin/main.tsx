// Puts the admin on the page. The library's styles come first, so that ours may differ from them.
import "./mantineStyles.ts";
import { Center, Loader, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { queryClient } from "./api/queryClient.ts";
import { App } from "./app/App.tsx";
import { Notices } from "./app/Notices.tsx";
import { reloadOnRelease } from "./app/reloadOnRelease.ts";
import { readableColors, theme } from "./app/theme.ts";
import { printInLightColors } from "./parts/onPrint.ts";
import { LanguageProvider } from "./text/language.tsx";
import "./styles.css";

reloadOnRelease();
printInLightColors();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={readableColors} defaultColorScheme="auto">
      <LanguageProvider
        fallback={
          <Center mih="100vh">
            <Loader />
          </Center>
        }
      >
        <QueryClientProvider client={queryClient}>
          <Notices />
          <Router base="/admin">
            <App />
          </Router>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
