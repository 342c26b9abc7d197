// The shape of one endpoint: everything a client or the documentation may know of it.
import type * as z from "zod/mini";
import type { ProblemCode } from "./problems.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call: anybody, a signed-in driver, or signed-in staff of an operator. */
export type Access = "public" | "driver" | "staff";

export type Tag =
  | "Find"
  | "Driver"
  | "Orders"
  | "Reservations"
  | "Wallet"
  | "Staff"
  | "Operations"
  | "Maintenance"
  | "System";

export type Endpoint<
  Input extends z.core.$ZodType = z.core.$ZodType,
  Output extends z.core.$ZodType = z.core.$ZodType,
> = {
  readonly method: Method;
  /** Parameters are written `:name`; each is a key of the input. */
  readonly path: `/${string}`;
  readonly access: Access;
  readonly tag: Tag;
  readonly summary: string;
  /**
   * `file`: multipart form data whose part `file` is the file; `bytes`: the body is the file. The
   * input is then the path's alone.
   */
  readonly body?: "file" | "bytes";
  /** One flat object: path parameters by name, the rest as query (GET, DELETE) or JSON body. */
  readonly input: Input;
  readonly output: Output;
  /** Refusals of its own, beside those any endpoint may give. */
  readonly problems: readonly ProblemCode[];
};

export const endpoint = <I extends z.core.$ZodType, O extends z.core.$ZodType>(
  definition: Endpoint<I, O>,
): Endpoint<I, O> => definition;

export type InputOf<E extends Endpoint> = z.core.input<E["input"]>;
export type OutputOf<E extends Endpoint> = z.core.output<E["output"]>;

/** The names of a path's parameters: "/a/:x/b/:y" → ["x", "y"]. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");

export const carriesBody = (method: Method): boolean => method !== "GET" && method !== "DELETE";
