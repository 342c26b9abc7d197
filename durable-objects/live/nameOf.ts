// The name by which an object was found.

/** Every object here is addressed by `idFromName`; one that is not is a bug. */
export function nameOf({ id }: Pick<DurableObjectState, "id">): string {
  if (id.name === undefined) throw new Error("this object has no name");
  return id.name;
}
