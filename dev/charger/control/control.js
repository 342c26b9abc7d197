/** The control page's life: it lists the piles, keeps them current, and sends what is pressed. */
const ALL_WORDS = JSON.parse(document.querySelector("#words").textContent);
/** So many cards are drawn at first; a phone scrolls no further anyway. */
const PAGE = 40;

const state = {
  language: localStorage.getItem("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"),
  filter: "all",
  shown: PAGE,
  piles: new Map(),
  cards: new Map(),
  idTags: new Map(),
};

const words = () => ALL_WORDS[state.language];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const linkOf = (pile) => (pile.isPowered ? (pile.isOnline ? "online" : "offline") : "noPower");

const FILTERS = {
  all: () => true,
  online: (pile) => pile.isOnline,
  offline: (pile) => !pile.isOnline,
  charging: (pile) => pile.connectors.some(({ status }) => status === "Charging"),
  faulted: (pile) => pile.connectors.some(({ status }) => status === "Faulted"),
};

const textOf = (pile) =>
  [
    pile.pileId,
    words()[linkOf(pile)],
    ...pile.connectors.map(({ status }) => `${status} ${words().status[status]}`),
  ]
    .join(" ")
    .toLowerCase();

let noticeTimer;
const notify = (text) => {
  const notice = document.querySelector("#notice");
  notice.textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => (notice.textContent = ""), 3000);
};

const wordOfOutcome = (outcome) => {
  if (outcome === "done" || outcome === "accepted") return words()[outcome];
  return outcome === "stop" ? words().stopped : fill(words().refused, { why: outcome });
};

const send = async (path, body = {}) => {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    notify(words().failed);
    return;
  }
  const { outcome, pile } = await response.json();
  notify(wordOfOutcome(outcome));
  accept([pile]);
};

const button = (word, onclick, properties = {}) =>
  element("button", { type: "button", textContent: words()[word], onclick, ...properties });

const figuresOf = (connector) =>
  [
    `${connector.type} ${connector.maxPowerW / 1000} kW`,
    connector.status === "Charging" && `${(connector.powerW / 1000).toFixed(1)} kW`,
    `${(connector.registerWh / 1000).toFixed(2)} kWh`,
    connector.socPercent !== undefined && `${words().soc} ${connector.socPercent} %`,
    connector.idTag,
    connector.errorCode !== "NoError" && connector.errorCode,
  ]
    .filter(Boolean)
    .join(" · ");

const connectorOf = (pile, connector) => {
  const path = `/piles/${encodeURIComponent(pile.pileId)}/connectors/${connector.id}`;
  const key = `${pile.pileId} ${connector.id}`;
  const card = element("input", {
    placeholder: words().cardNumber,
    ariaLabel: words().cardNumber,
    maxLength: 20,
    value: state.idTags.get(key) ?? "",
    oninput: () => state.idTags.set(key, card.value),
  });
  const isFaulted = connector.status === "Faulted";
  const isCharging = connector.idTag !== undefined;
  return element(
    "section",
    {},
    element(
      "div",
      { className: "line" },
      element("b", { textContent: `${words().connector} ${connector.id}` }),
      element("span", {
        className: `state ${connector.status}`,
        textContent: words().status[connector.status],
      }),
    ),
    element("p", { className: "figures", textContent: figuresOf(connector) }),
    element(
      "div",
      { className: "buttons" },
      connector.isPlugged
        ? button("unplug", () => send(`${path}/unplug`))
        : button("plug", () => send(`${path}/plug`)),
      card,
      button("card", () => {
        if (card.value) void send(`${path}/card`, { idTag: card.value });
        else card.focus();
      }),
      button("stop", () => send(`${path}/stop`), { disabled: !isCharging }),
      isFaulted
        ? button("clear", () => send(`${path}/clear`))
        : button("fault", () => send(`${path}/fault`), { className: "danger" }),
    ),
  );
};

const pileCard = (pile) => {
  const path = `/piles/${encodeURIComponent(pile.pileId)}`;
  const waiting = fill(words().buffered, { count: pile.bufferedCount });
  return element(
    "article",
    {},
    element(
      "div",
      { className: "line" },
      element("b", { textContent: pile.pileId }),
      element("span", { className: "state", textContent: pile.bufferedCount > 0 ? waiting : "" }),
      element("span", { className: `state ${linkOf(pile)}`, textContent: words()[linkOf(pile)] }),
    ),
    ...pile.connectors.map((connector) => connectorOf(pile, connector)),
    element(
      "section",
      { className: "buttons" },
      pile.isPowered
        ? button("powerOff", () => send(`${path}/power-off`), { className: "danger" })
        : button("powerOn", () => send(`${path}/power-on`)),
      pile.isNetworkUp
        ? button("disconnect", () => send(`${path}/disconnect`), { className: "danger" })
        : button("reconnect", () => send(`${path}/reconnect`)),
      pile.connectors.every(({ status }) => status === "Faulted")
        ? button("clear", () => send(`${path}/clear`))
        : button("emergencyStop", () => send(`${path}/emergency-stop`), { className: "danger" }),
    ),
  );
};

/** Draws the list; a card whose pile did not change is kept as it is, with its focus. */
const draw = () => {
  const wanted = document.querySelector("#search").value.trim().toLowerCase();
  const fitting = [...state.piles.values()].filter(
    (pile) => FILTERS[state.filter](pile) && textOf(pile).includes(wanted),
  );
  const shown = fitting.slice(0, state.shown).map((pile) => {
    const known = state.cards.get(pile.pileId);
    if (known?.pile === pile) return known.card;
    const focused = known?.card.contains(document.activeElement) && document.activeElement;
    // What somebody is typing in must not be taken from under the fingers.
    if (focused && focused.tagName === "INPUT") return known.card;
    const card = pileCard(pile);
    state.cards.set(pile.pileId, { pile, card });
    return card;
  });
  const empty = element("p", { className: "empty", textContent: words().none });
  const next = shown.length > 0 ? shown : [empty];
  const list = document.querySelector("#piles");
  const isSame =
    list.children.length === next.length && next.every((card, at) => list.children[at] === card);
  if (!isSame) list.replaceChildren(...next);
  document.querySelector("#count").textContent = fill(words().count, {
    shown: fitting.length,
    total: state.piles.size,
  });
  document.querySelector("#more").hidden = fitting.length <= state.shown;
};

const accept = (piles) => {
  for (const pile of piles) state.piles.set(pile.pileId, pile);
  draw();
};

const drawFrame = () => {
  state.cards.clear();
  document.documentElement.lang = state.language;
  document.title = words().title;
  document.querySelector("h1").textContent = words().title;
  document.querySelector("#language").textContent = words().language;
  document.querySelector("#more").textContent = words().more;
  const search = document.querySelector("#search");
  search.placeholder = words().search;
  search.ariaLabel = words().search;
  document.querySelector("#filters").replaceChildren(
    ...Object.keys(FILTERS).map((filter) =>
      button(
        filter,
        () => {
          state.filter = filter;
          state.shown = PAGE;
          drawFrame();
        },
        { ariaPressed: String(state.filter === filter) },
      ),
    ),
  );
  draw();
};

document.querySelector("#language").addEventListener("click", () => {
  state.language = state.language === "zh" ? "en" : "zh";
  localStorage.setItem("language", state.language);
  drawFrame();
});
document.querySelector("#search").addEventListener("input", () => {
  state.shown = PAGE;
  draw();
});
document.querySelector("#more").addEventListener("click", () => {
  state.shown += PAGE;
  draw();
});
document.addEventListener("focusout", () => setTimeout(draw));

const load = async () => accept(await (await fetch("/piles")).json());
const feed = new EventSource("/events");
feed.addEventListener("open", load);
feed.addEventListener("message", ({ data }) => accept(JSON.parse(data)));
drawFrame();
