// What is looked for: a text, the usual conditions at hand, all of them on a sheet, as a list or a map.
import { useState } from "react";
import { limits } from "../../../../core/limits.ts";
import { Icon } from "../../kit/icon.tsx";
import { Box, Press, SearchField } from "../../kit/primitives.tsx";
import { useText } from "../../service/language.ts";
import { countOf, type Filters } from "./filters.ts";
import { FilterSheet } from "./filterSheet.tsx";

export type SearchBarProps = {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onSearch: () => void;
  readonly isMap: boolean;
  readonly onMap: (isMap: boolean) => void;
  readonly filters: Filters;
  readonly operators: ReadonlyMap<string, string>;
  readonly onFilters: (filters: Filters) => void;
};

const Quick = ({ filters, operators, onFilters }: SearchBarProps) => {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const chip = (name: string, isOn: boolean, change: Partial<Filters>) => (
    <Press
      className={isOn ? "choice choice-on chip" : "choice chip"}
      choice="checkbox"
      isChosen={isOn}
      onPress={() => onFilters({ ...filters, ...change })}
    >
      {name}
    </Press>
  );
  const { isFree, currentType, hasFreeParking } = filters;
  const count = countOf(filters);
  return (
    <>
      <Box className="chips" role="group" label={text.find.quick}>
        <Press
          className={count > 0 ? "choice choice-on chip" : "choice chip"}
          onPress={() => setOpen(true)}
        >
          <Icon name="filter" />
          {count > 0 ? text.find.filterCount(count) : text.find.filter}
        </Press>
        {chip(text.find.free, isFree, { isFree: !isFree })}
        {chip(text.current.DC, currentType === "DC", {
          currentType: currentType === "DC" ? null : "DC",
        })}
        {chip(text.current.AC, currentType === "AC", {
          currentType: currentType === "AC" ? null : "AC",
        })}
        {chip(text.find.freeParking, hasFreeParking, { hasFreeParking: !hasFreeParking })}
        {chip(text.find.open, filters.isOpen, { isOpen: !filters.isOpen })}
      </Box>
      {isOpen ? (
        <FilterSheet
          filters={filters}
          operators={operators}
          onChange={onFilters}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
};

export const SearchBar = (props: SearchBarProps) => {
  const text = useText();
  const { typed, isMap } = props;
  return (
    <Box className="search-bar">
      <Box className="row">
        <Box className="search">
          <Icon name="search" />
          <SearchField
            label={text.find.search}
            placeholder={text.find.search}
            value={typed}
            maxLength={limits.searchText.most}
            onInput={props.onType}
            onEnter={props.onSearch}
          />
          {typed === "" ? null : (
            <Press
              className="icon-button"
              label={text.find.clearSearch}
              onPress={() => props.onType("")}
            >
              <Icon name="close" />
            </Press>
          )}
        </Box>
        <Press
          className="view-switch"
          label={isMap ? text.find.toList : text.find.toMap}
          onPress={() => props.onMap(!isMap)}
        >
          <Icon name={isMap ? "list" : "map"} />
          <Box>{isMap ? text.find.list : text.find.map}</Box>
        </Press>
      </Box>
      <Quick {...props} />
    </Box>
  );
};
