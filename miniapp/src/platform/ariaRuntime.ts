// The runtime's half of the attributes for screen readers: it names attributes as the templates do.
import { mergeInternalComponents } from "@tarojs/shared";
import { ariaAttributes } from "../../config/ariaAttributes.ts";

mergeInternalComponents(ariaAttributes);
