// Pictures in a row, each opening whole in a window of its own.
import type { ReactNode } from "react";
import type { Picture } from "../../../core/contract/pictures.ts";
import classes from "./pictures.module.css";

type Props = {
  readonly pictures: readonly Picture[];
  /** By the number of the picture, from 1. */
  readonly labelOf: (no: number) => string;
  /** What stands in a picture's corner. */
  readonly renderCorner?: (picture: Picture, no: number) => ReactNode;
};

export function Pictures({ pictures, labelOf, renderCorner }: Props) {
  return (
    <ul className={classes["row"]}>
      {pictures.map((picture, at) => (
        <li key={picture.pictureId} className={classes["item"]}>
          <a href={picture.url} target="_blank" rel="noreferrer">
            <img
              src={picture.url}
              alt={labelOf(at + 1)}
              loading="lazy"
              className={classes["picture"]}
            />
          </a>
          {renderCorner !== undefined && (
            <div className={classes["corner"]}>{renderCorner(picture, at + 1)}</div>
          )}
        </li>
      ))}
    </ul>
  );
}
