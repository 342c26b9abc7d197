// What a mini-program needs before the first page: nothing.
export {};
