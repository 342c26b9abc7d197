// How a picture lies in R2, and so how it is answered: by the Worker, and by the development's seed.

/**
 * A picture never changes under its id. What a driver sent is for few, and may be deleted at his
 * wish; what a station shows is for everybody.
 */
const cacheControl = {
  station: "public, max-age=31536000, immutable",
  driver: "private, max-age=3600",
} as const;

export const storedAs = (contentType: string, from: keyof typeof cacheControl) => ({
  httpMetadata: { contentType, cacheControl: cacheControl[from] },
});
