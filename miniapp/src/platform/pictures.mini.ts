// Pictures from the phone's camera or album, made small by the platform.
import Taro from "@tarojs/taro";
import { failureMessage } from "./taroFailure.ts";
import type { ChoosePictures, LocalPicture } from "./types.ts";

export const choosePictures: ChoosePictures = async (most) => {
  try {
    const { tempFilePaths } = await Taro.chooseImage({ count: most, sizeType: ["compressed"] });
    return tempFilePaths.slice(0, most).map(localPicture);
  } catch {
    // Closing the chooser arrives as a failure.
    return [];
  }
};

const localPicture = (path: string): LocalPicture => ({
  preview: path,
  send: (url, headers) =>
    new Promise((resolve, reject) => {
      void Taro.uploadFile({
        url: PLATFORM_ORIGIN + url,
        filePath: path,
        name: "file",
        // Alipay asks for it, WeChat does not know it.
        ...(process.env.TARO_ENV === "alipay" ? { fileType: "image" } : {}),
        header: headers,
        success: ({ statusCode, data }) => resolve({ status: statusCode, body: data }),
        fail: (failure: unknown) => reject(new Error(failureMessage(failure) || "upload failed")),
      });
    }),
  forget: () => undefined,
});
