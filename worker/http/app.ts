// The whole HTTP side in one place: what surrounds every request, and where each route is mounted.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import type { Endpoint } from "../../core/contract/endpoint.ts";
import { endpoints } from "../../core/contract/index.ts";
import { limits } from "../../core/limits.ts";
import type { App, AppContext, AppEnv } from "./context.ts";
import { errorResponse, problemResponse } from "./errors.ts";

/** Makes an app with everything but routes; `mount` adds them in order. */
export function makeApp(mounts: readonly ((app: App) => void)[]): App {
  const app = new Hono<AppEnv>();
  app.onError(errorResponse);
  app.notFound((c) => problemResponse(c, { code: "not_found" }));
  app.use(requestId({ limitLength: 64 }), async (c, next) => {
    c.set("nowMs", Date.now());
    await next();
  });
  app.use("/api/*", secureHeaders({ strictTransportSecurity: HSTS }), async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const response = problemResponse(c, { code: "method_not_allowed" });
        response.headers.set("allow", methods.join(", "));
        return response;
      },
    }),
  );
  app.use("/api/*", (c, next) => limitOf(c.req.method, c.req.path)(c, next));
  for (const mount of mounts) mount(app);
  return app;
}

const bodyOf = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c: AppContext) => problemResponse(c, { code: "payload_too_large" }),
  });

const smallBody = bodyOf(limits.bodyBytes.most);
const largeBody = {
  file: bodyOf(limits.pictureBytes.most + limits.formBytes.most),
  bytes: bodyOf(limits.firmwareBytes.most),
};

const uploads = Object.values<Endpoint>(endpoints).flatMap(({ method, path, body }) =>
  body === undefined
    ? []
    : [{ method, body, pattern: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`) }],
);

function limitOf(method: string, path: string) {
  const upload = uploads.find((one) => one.method === method && one.pattern.test(path));
  return upload === undefined ? smallBody : largeBody[upload.body];
}

/** Two years, as the browsers' preload lists ask. */
const HSTS = "max-age=63072000; includeSubDomains";
