// A file for the driver: WeChat hands it to a chat of his, such as its own file assistant.
import Taro from "@tarojs/taro";
import type { FileWay } from "./types.ts";

export const fileWay: FileWay = "share";

/** Only in answer to a tap. False where he chose no chat. */
export async function saveFile(name: string, text: string): Promise<boolean> {
  const filePath = `${Taro.env.USER_DATA_PATH ?? ""}/${name}`;
  try {
    Taro.getFileSystemManager().writeFileSync(filePath, text, "utf8");
    await Taro.shareFileMessage({ filePath, fileName: name });
    return true;
  } catch {
    return false;
  }
}
