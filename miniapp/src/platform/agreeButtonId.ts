/** WeChat looks whether the button of this id was tapped. */
export const AGREE_BUTTON = "agree-btn";
