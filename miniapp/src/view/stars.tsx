// Stars given, said in words as well.
import { Icon } from "../kit/icon.tsx";
import { Box } from "../kit/primitives.tsx";
import { useText } from "../service/language.ts";
import "./stars.css";

export const Stars = ({ stars }: { readonly stars: number }) => {
  const text = useText();
  return (
    <Box className="stars" role="img" label={text.voice.stars(stars)}>
      {[1, 2, 3, 4, 5].map((one) => (
        <Box key={one} className={one <= stars ? "star star-on" : "star"}>
          <Icon name="star" />
        </Box>
      ))}
    </Box>
  );
};
