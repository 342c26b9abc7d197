// Where the running demonstration is reached, for the verbs that speak to it.
import { dataFolders, USUAL_DATA_FOLDER } from "../start/folders.ts";
import { findRunning } from "../start/running.ts";
import { Complaint } from "../start/words.ts";

export async function runningOrigin(data: string = USUAL_DATA_FOLDER): Promise<string> {
  const running = await findRunning(dataFolders(data));
  if (running !== null) return running.origin;
  throw new Complaint([
    "平台没有运行。请先在另一个终端运行 npm start。",
    "The platform is not running. Run npm start in another terminal first.",
  ]);
}
