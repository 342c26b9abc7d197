// The simulated chargers in a process of their own; they end with the process that started them,
// however that one ends.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
// Listening for that must not keep a fleet alive that has been closed.
process.channel?.unref();
void import("../charger/main.ts").then(() => process.send?.("ready"));
